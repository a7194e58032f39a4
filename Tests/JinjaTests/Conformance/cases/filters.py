expressions("text", r"""
'Hello' | upper
'Hello' | lower
42 | upper
none | upper
'hello world' | title
"they're bill's (and) [some] {of} <us> foo-bar" | title
'HELLO wORLD' | title
'foo\tbar\nbaz' | title
'hello world' | capitalize
'ÉCOLE' | capitalize
'a' | center(5) ~ '|'
'a' | center ~ '|'
42 | center(6) ~ '|'
'  a ' | trim ~ '|'
'xxaxx' | trim('x')
' a ' | trim(chars=none) ~ '|'
42 | trim
'a-b-c' | replace('-', '+')
'a-b-c' | replace('-', '+', 1)
'aaa' | replace('a', 'b', count=2)
42 | replace(4, 5)
'abc' | replace('', '.')
'abc' | replace('x')
'%s-%s' | format('a', 'b')
'%(a)s' | format(a=1)
'%s' | format('a', b=1)
'%d%%' | format(5)
'a\nb\nc' | indent
'a\nb\nc' | indent(2)
'a\nb\nc' | indent(2, true)
'a\n\nb' | indent(2)
'a\n\nb' | indent(2, blank=true)
'a\nb' | indent('> ')
'a\nb' | indent(width='--', first=true)
'a\nb\n' | indent(2) ~ '|'
'' | indent(2) ~ '|'
'\n' | indent(2, true, true) ~ '|'
5 | indent
'foo bar baz qux' | truncate(9)
'foo bar baz qux' | truncate(9, true)
'foo bar baz qux' | truncate(11)
'foo bar baz qux' | truncate(5)
'foo bar baz qux' | truncate(9, true, '..', 0)
'foo bar baz qux' | truncate(9, false, '..', 0)
'foobarbazqux' | truncate(6, leeway=0)
'foo' | truncate(2)
'foo bar' | truncate(2, leeway=0)
'foo bar' | truncate(3, leeway=0)
'héllo wörld ünd so' | truncate(8, leeway=0)
'foo bar' | truncate(leeway=-1)
42 | truncate
'one two  three' | wordcount
"it's a test_case, ok?" | wordcount
'' | wordcount
42 | wordcount
'the quick brown fox jumps' | wordwrap(10)
'the quick brown fox' | wordwrap(10, wrapstring='|')
'supercalifragilistic' | wordwrap(6)
'supercalifragilistic word' | wordwrap(6, false)
'well-known well-worn' | wordwrap(6)
'well-known well-worn' | wordwrap(6, break_on_hyphens=false)
'a\nb c d e f\n\ng' | wordwrap(3)
'   leading spaces here' | wordwrap(8)
'words -- with em--dash and so-on and e-mail' | wordwrap(7)
'aaa-bbb-ccc-ddd' | wordwrap(5)
'aaaaaaaa-bbb' | wordwrap(5)
'--flag --other-flag-long value' | wordwrap(8)
'' | wordwrap(5)
'abc' | wordwrap(0)
'hello' | string | upper
42 | string ~ 'x'
none | string
'hello' | reverse
'añb' | reverse
[1, 2, 3] | reverse | list
(1, 2) | reverse | list
{'a': 1, 'b': 2} | reverse | list
range(4) | reverse | list
5 | reverse
'a' | nosuchfilter
'hello' | first
'hello' | last
'' | first
[] | last
[1, 2] | first
{'a': 1} | first
{'a': 1, 'b': 2} | last
5 | first
range(3) | last
'hello' | length
{'a': 1} | length
5 | length
none | length
'hello' | list
'hello' | count
{'a': 1} | list
5 | list
""")
expressions("numbers", r"""
-5 | abs
-5.5 | abs
true | abs
'a' | abs
(-2 ** 63) | abs
'42' | int
'42.7' | int
' 42 ' | int
'-42' | int
'+42' | int
'abc' | int
'abc' | int(7)
'' | int
'0x1A' | int(base=16)
'1A' | int(0, 16)
'0b101' | int(0, 2)
'0x1A' | int(base=0)
'077' | int
'077' | int(base=8)
'1_000' | int
'1__000' | int
'_1' | int
'٣' | int
3.99 | int
-3.99 | int
none | int
none | int(5)
true | int
[] | int(1)
'1e3' | int
'inf' | int
1e300 | int
12345678901234567890 | int
'12345678901234567890' | int
'z' | int(base=36)
'1' | int(base=1)
nothing | int
'3.14' | float
'abc' | float
'abc' | float(1.5)
'1e3' | float
' 1.5 ' | float
'1_0.5' | float
'inf' | float
'-Infinity' | float
'nan' | float
'0x10' | float
'.5' | float
'5.' | float
'.' | float
42 | float
none | float
true | float
[] | float(2)
10 ** 20 | float
42.55 | round
42.55 | round(1)
42.45 | round(1)
2.5 | round
3.5 | round
-2.5 | round
0.5 | round
42 | round
42 | round(1)
42.55 | round(1, 'floor')
42.51 | round(1, 'ceil')
42.55 | round(method='ceil')
-42.55 | round(method='floor')
42.55 | round(-1)
1234 | round(-2)
1250 | round(-2)
1350 | round(-2)
-1250 | round(-2)
1234.5678 | round(3)
2.675 | round(2)
1e300 | round(2)
true | round
'a' | round
42.5 | round(1, 'bad')
1234 | round(-2, 'floor')
10 | filesizeformat
1 | filesizeformat
0 | filesizeformat
999 | filesizeformat
1000 | filesizeformat
1000000 | filesizeformat
1000000000 | filesizeformat
1234567 | filesizeformat
1234567 | filesizeformat(true)
1024 | filesizeformat(binary=true)
1e30 | filesizeformat
'1500' | filesizeformat
1.5 | filesizeformat
'a' | filesizeformat
-5 | filesizeformat
""")
expressions("sequences", r"""
[1, 2, 3] | join
[1, 2, 3] | join(', ')
['a', none, 1.5, true] | join('|')
{'a': 1, 'b': 2} | join(',')
'abc' | join('-')
[{'n': 1}, {'n': 2}] | join(',', 'n')
[{'n': 1}, {'n': 2}] | join(',', attribute='n')
[[1, 2], [3, 4]] | join(',', attribute=1)
5 | join
nothing | join
[3, 1, 2] | sort
[3, 1, 2] | sort(reverse=true)
['b', 'A', 'c', 'B'] | sort
['b', 'A', 'c', 'B'] | sort(case_sensitive=true)
['b', 'A', 'c'] | sort(true)
[{'n': 2, 'x': 'a'}, {'n': 1, 'x': 'b'}] | sort(attribute='n')
[{'n': 2, 'x': 'a'}, {'n': 1, 'x': 'b'}, {'n': 1, 'x': 'a'}] | sort(attribute='n,x')
[{'a': {'b': 2}}, {'a': {'b': 1}}] | sort(attribute='a.b')
[(1, 'b'), (0, 'a')] | sort(attribute=1)
[(1, 'b'), (0, 'a')] | sort(attribute='0')
{'b': 1, 'a': 2} | sort
'hello' | sort
[1, 'a'] | sort
[1.5, 1, true, 0] | sort
[none, 1] | sort
[[2, 1], [1, 2]] | sort
{'b': 1, 'A': 2, 'c': 0} | dictsort
{'b': 1, 'A': 2, 'c': 0} | dictsort(true)
{'b': 1, 'A': 2, 'c': 0} | dictsort(false, 'value')
{'b': 1, 'A': 2, 'c': 0} | dictsort(by='value', reverse=true)
{'b': 1} | dictsort(by='x')
[1] | dictsort
[1, 2, 1, 3, 2] | unique | list
['a', 'A', 'b'] | unique | list
['a', 'A', 'b'] | unique(true) | list
[{'n': 1}, {'n': 1}, {'n': 2}] | unique(attribute='n') | list
[1, 1.0, true] | unique | list
[[1], [1]] | unique | list
[3, 1, 2] | min
[3, 1, 2] | max
['b', 'A'] | min
['b', 'A'] | min(case_sensitive=true)
['b', 'A'] | max
[{'n': 3}, {'n': 1}] | min(attribute='n')
[{'n': 3}, {'n': 1}] | max(attribute='n')
[] | min
[] | max is undefined
'hello' | max
[1, 'a'] | max
[1, 2, 3] | sum
[1.5, 2] | sum
[] | sum
[1, 2] | sum(start=10)
[{'n': 1}, {'n': 2}] | sum('n')
[{'n': 1}, {'n': 2}] | sum(attribute='n', start=0.5)
[[1], [2]] | sum(start=[])
['a'] | sum
['a'] | sum(start='')
[1, 2, 3, 4, 5] | batch(2) | list
[1, 2, 3, 4, 5] | batch(2, 'x') | list
[] | batch(2) | list
[1, 2, 3] | batch(10) | list
'abcde' | batch(2) | list
[1, 2, 3, 4, 5] | slice(2) | list
[1, 2, 3, 4, 5] | slice(3) | list
[1, 2, 3, 4, 5] | slice(3, 'x') | list
[1, 2] | slice(4) | list
[] | slice(2) | list
[1, 2] | slice(0) | list
[{'g': 'a', 'v': 1}, {'g': 'b', 'v': 2}, {'g': 'a', 'v': 3}] | groupby('g')
[{'g': 'a', 'v': 1}, {'v': 2}] | groupby('g', default='z')
[{'g': 'B'}, {'g': 'b'}, {'g': 'a'}] | groupby('g')
[{'g': 'B'}, {'g': 'b'}, {'g': 'a'}] | groupby('g', case_sensitive=true)
[(1, 'a'), (2, 'b'), (1, 'c')] | groupby(0) | list
([{'g': 1}] | groupby('g'))[0].grouper
([{'g': 1}] | groupby('g'))[0].list
['a', 'b'] | map('upper') | list
['a b', 'c'] | map('replace', ' ', '-') | list
[{'n': 1}, {'n': 2}] | map(attribute='n') | list
[{'n': 1}, {}] | map(attribute='n', default='d') | list
[{'n': {'m': 1}}] | map(attribute='n.m') | list
['1', '2'] | map('int') | sum
[[1, 2], [3]] | map('first') | list
[[1, 2], [3]] | map('join', '-') | list
[1] | map('nosuch') | list
[1] | map | list
[1] | map(attribute='x', foo=1) | list
[] | map('nosuch') | list
[] | map | list
[1, 2, 3, 4] | select('even') | list
[1, 2, 3, 4] | reject('even') | list
[1, 2, 3, 4] | select('divisibleby', 3) | list
[0, 1, '', 'a', none] | select | list
[0, 1, '', 'a', none] | reject | list
['a', 'b'] | select('equalto', 'a') | list
['a', 'b', 'c'] | select('in', ['a', 'c']) | list
[1, 2, 3] | select('>', 1) | list
[{'a': 1, 'n': 1}, {'a': 0, 'n': 2}] | selectattr('a') | map(attribute='n') | list
[{'a': 1}, {'a': 2}] | selectattr('a', 'eq', 2) | list
[{'a': 1}, {'a': 2}] | rejectattr('a', 'eq', 2) | list
[{'a': 1}, {}] | selectattr('a', 'defined') | list
[{'a': none}, {'a': 1}] | rejectattr('a', 'none') | list
[{'a': {'b': 1}}] | selectattr('a.b') | list
[1] | select('nosuch') | list
[1] | selectattr | list
[] | select('nosuch') | list
{'a': 1, 'b': 2} | items | list
[1] | items | list
nothing | items | list
{'a': 1} | attr('items') is callable
'a' | attr('nosuch') is undefined
{'a': 1} | attr('a')
nothing | default('d')
none | default('d')
none | default('d', true)
'' | default('d', true)
'' | d('d', boolean=true)
0 | default('x')
nothing | default
[1, 2] | random in [1, 2]
[] | random is undefined
5 | random
(['a', 'b'] | map('upper')) | length
""")
templates("generators", """
{% set g = [1, 2, 3] | select('odd') %}{{ g | list }}{{ g | list }}
{% set g = ['a'] | map('upper') %}{% for x in g %}{{ x }}{% endfor %}{% for x in g %}{{ x }}{% else %}empty{% endfor %}
{% for x in [1, 2, 3, 4] | select('even') %}{{ loop.index }}/{{ loop.length }}:{{ x }} {% endfor %}
{% for x in [1, 2, 3, 4] | select('even') %}{{ x }}{{ loop.last }}{{ loop.nextitem }} {% endfor %}
{{ 2 in ([1, 2, 3] | map('int')) }}
{% set a, b = ['x', 'y'] | map('upper') %}{{ a }}{{ b }}
{{ ([] | map('upper')) and 'generators are true' }}
{% if [] | select %}true{% endif %}
{{ [3, 1, 2] | map('string') | sort | join }}
{{ [[1, 2], [3, 4]] | map('sum') | max }}
{{ [1, 2, 3] | batch(2) | map('list') | list }}
""")
expressions("JSON and printing", r"""
{'b': 1, 'a': [1, 2.5, none, true]} | tojson
{'b': 1, 'a': 2} | tojson(indent=2)
[1, [2, []], {}] | tojson(2)
[] | tojson(2)
'<script>&\'"' | tojson
'é日😀\x7f\n\t\\' | tojson
1e16 | tojson
{1: 'a', none: 'b', true: 'c', 1.5: 'd'} | tojson
{1: 'a', 'b': 2} | tojson
{1: 'a', 2: 'b'} | tojson
(1, 2) | tojson
nothing | tojson
range(3) | tojson
'a' | safe | tojson
{(1, 2): 3} | tojson
1e400 | tojson
[1, 2] | tojson(indent='--')
[1, 2] | tojson(0)
10 ** 30 | tojson
[1, 2, 3] | pprint
{'b': 1, 'a': 2} | pprint
'text' | pprint
['a' * 30, 'b' * 30, 'c' * 30] | pprint
{'key1': 'a' * 40, 'key2': ['b' * 40, 'c'], 'key3': (1, 2)} | pprint
('word ' * 30) | pprint
{'k': 'word ' * 30} | pprint
[{'a': 'x' * 40, 'b': 'y' * 40}, ('z' * 80,)] | pprint
[1.0, none, true, 'é'] | pprint
range(40) | list | pprint
""")
expressions("HTML and URLs", r"""
'<a href="x">\'&</a>' | escape
'<a>' | e | e
'<a>' | forceescape | forceescape
'<a>' | safe | forceescape
'<p>a &amp; b</p> <!-- c <b> --> d' | striptags
'a &lt; b &#39; &#x41; &nosuch; &copy &copyx &eacute;' | striptags
'<unclosed' | striptags
'a\n\n  b' | striptags
'hello world/path?a=b&c=é' | urlencode
{'a b': 'c/d', 'e': 1} | urlencode
[('a', 'b c'), ('d', '&')] | urlencode
42 | urlencode
none | urlencode
[1] | urlencode
{'class': 'a', 'id': none, 'title': '"x"'} | xmlattr
{'class': 'a'} | xmlattr(false)
{} | xmlattr
{'a b': 1} | xmlattr
{'a': nothing, 'b': 1} | xmlattr
[1] | xmlattr
'see http://example.com now' | urlize
'http://www.example.com/path?q=1#frag' | urlize
'www.example.com' | urlize
'example.com and example.org/x' | urlize
'mail me@example.com or mailto:you@example.org' | urlize
'(http://example.com/a_(b))' | urlize
'http://example.com.' | urlize
'<http://example.com>' | urlize
'http://example.com/very/long/path/here' | urlize(15)
'http://example.com' | urlize(nofollow=true)
'http://example.com' | urlize(target='_blank')
'http://example.com' | urlize(rel='me')
'http://192.168.1.1:8080/x' | urlize
'http://localhost:8000' | urlize
'ftp://example.com' | urlize
'ftp://example.com' | urlize(extra_schemes=['ftp:'])
'tel:123' | urlize(extra_schemes=['tel:'])
'foo@bar' | urlize
'@example.com' | urlize
'https://xn--bcher-kva.example/' | urlize
'example.net:80 example.netx a.b.com' | urlize
'http://[::1:2:3]/' | urlize
'visit\nhttp://a.io,\thttps://b.co!' | urlize
'x' | urlize(extra_schemes=['x'])
""")
expressions("wrong arguments", r"""
'a' | upper(1)
'a' | replace
'a' | replace('b')
'a' | trim('b', 'c')
'a' | indent(foo=1)
'a' | center(width=1, width2=2)
'a' | default(1, 2, 3, 4)
'a' | length(1)
[1] | sort(1, 2, 3, 4)
'a' | int(1, base=10, default=2)
'a' | center('x')
""", message=False)
expressions("sizes at the edge", r"""
1e24 | filesizeformat
1e24 | filesizeformat(true)
1e27 | filesizeformat
1e21 | filesizeformat
1000000000000000000000000 | filesizeformat
999999999999999999999999 | filesizeformat
""")
