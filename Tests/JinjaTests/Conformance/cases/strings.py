expressions("literals", r"""
'single' ~ "double"
'it\'s' ~ "a \"b\""
'a\nb'
'tab\there'
'\x41\u0042\U00000043'
'\101\60'
'\q\d'
'back\\slash'
'\é'
'a' 'b' "c"
'\N{BULLET}'
'caf\u00e9'
''
'{{ not }} a tag'
'%}'
"}}"
'multi' ~ '\
line'
'\x4'
'\u12'
'\N{NO SUCH NAME}'
'nul\0byte' | length
""")
expressions("repr", r"""
['a']
["it's"]
['say "hi"']
['it\'s "both"']
['a\nb\tc\\d\re']
['é', '日本', '😀']
['\x00\x1f\x7f\x80\xa0\xad']
['\u200b\u2028\ue000\U0010ffff']
[1, 1.0, true, none, (1,), (), (1, 2), {}, {'a': [1]}, []]
{'a': 1, 2: 'b', none: 1.5, (1, 2): [3]}
{1: 'a', true: 'b', 1.0: 'c'}
('a' | safe, 'b')
['<a>' | escape]
[range(3), range(1, 5), range(1, 9, 2)]
{'a': 1}.items()
{'a': 1}.keys()
{'a': 1}.values()
[undefined_name]
(1)
(1,)
""")
expressions("indexing and slicing", """
'hello'[0]
'hello'[-1]
'hello'[9]
'hello'[1:3]
'hello'[:2]
'hello'[2:]
'hello'[:-1]
'hello'[::-1]
'hello'[::2]
'hello'[4:1:-1]
'hello'[-3:-1]
'hello'[10:]
'hello'[3:1]
'hello'[::0]
'héllo wörld'[1:8]
'héllo'[::-1]
'日本語'[1]
'日本語'[-1:]
'日本語' | length
'😀a' | length
[1, 2, 3][1:]
[1, 2, 3][::-1]
[1, 2, 3][5]
[1, 2, 3][-1]
(1, 2, 3)[:2]
[1, 2, 3].0
[[1, 2], [3]][0][1]
{'a': 1}['a']
{'a': 1}['b']
{'a': 1}.a
{'a': {'b': 2}}.a.b
{1: 'x'}[1]
{1: 'x'}[1.0]
{'items': 1}['items']
range(10)[2:5]
range(10)[3]
range(10)[::-1]
range(10)[-1]
'abc'['a']
5[0]
none[0]
'abc'[none:2]
'abc'[true]
[1, 2, 3][1.5]
(1, 2).x
'abc'.x
none.x
{}[[1]]
'a'['upper']()
""")
expressions("case methods", """
'Hello World'.upper()
'Hello World'.lower()
'hello world'.title()
"they're bill's".title()
'hELLO wORLD'.capitalize()
'Hello'.swapcase()
'Straße'.upper()
'Straße'.casefold()
'ΑΣΑΣ'.lower()
'ΑΣ ΑΣ'.title()
'ǆ'.title()
'ŉ'.upper()
'ﬁn'.upper()
'ﬁn'.capitalize()
'İ'.lower() | length
'éa'.capitalize()
'a1b2'.title()
'ß'.title()
'ABC'.isupper()
'ABc'.isupper()
'abc'.islower()
'123'.islower()
'Abc Def'.istitle()
'Abc def'.istitle()
'abc'.isalpha()
'abc1'.isalpha()
'abc1'.isalnum()
''.isalpha()
'123'.isdigit()
'²'.isdigit()
'²'.isdecimal()
'½'.isnumeric()
'½'.isdigit()
'٣'.isdecimal()
'  '.isspace()
''.isspace()
'a_1'.isidentifier()
'1a'.isidentifier()
'abc'.isascii()
'é'.isascii()
'a b'.isprintable()
'a\\nb'.isprintable()
""")
expressions("searching methods", """
'hello'.find('l')
'hello'.find('z')
'hello'.rfind('l')
'hello'.find('l', 3)
'hello'.find('l', 0, 2)
'hello'.find('')
'hello'.find('', 9)
'hello'.find('', 5)
'hello'.index('l')
'hello'.index('z')
'hello'.rindex('l')
'héllo'.find('l')
'hello'.count('l')
'hello'.count('')
'aaaa'.count('aa')
'hello'.count('l', 3)
'hello'.startswith('he')
'hello'.startswith(('x', 'h'))
'hello'.startswith('l', 2)
'hello'.endswith('lo')
'hello'.endswith(('x', 'o'))
'hello'.endswith('')
'hello'.startswith('', 9)
'hello'.replace('l', 'L')
'hello'.replace('l', 'L', 1)
'hello'.replace('', '-')
'hello'.replace('', '-', 2)
'hello'.replace('xyz', '')
'aaa'.replace('aa', 'b')
'hello'.removeprefix('he')
'hello'.removesuffix('lo')
'hello'.removeprefix('x')
'a-b-c'.partition('-')
'a-b-c'.rpartition('-')
'abc'.partition('-')
'abc'.rpartition('-')
'abc'.partition('')
'a,b,,c'.split(',')
'a,b,c'.split(',', 1)
'a,b,c'.rsplit(',', 1)
'  a  b  c '.split()
'  a  b  c '.split(none, 1)
'  a  b  c '.rsplit(none, 1)
' a b c '.split(' ')
''.split()
''.split(',')
'a b c'.split(maxsplit=1)
'abc'.split('')
'a\\nb\\r\\nc\\rd'.splitlines()
'a\\nb\\n'.splitlines()
'a\\nb\\n'.splitlines(true)
'a\\n\\nb'.splitlines(keepends=true)
'a\\x0bb\\x1cc\\x85d\\u2028e'.splitlines()
''.splitlines()
'hello'.find(1)
'hello'.startswith(1)
'hello'.replace(1, 2)
'hello'.split(1)
""")
expressions("shape methods", """
'  a '.strip() ~ '|'
'  a '.lstrip() ~ '|'
'  a '.rstrip() ~ '|'
'xxaxx'.strip('x')
'xyaxy'.strip('yx')
'xxa'.lstrip('x')
'\\u00a0a\\u3000'.strip()
'a'.center(5) ~ '|'
'a'.center(4) ~ '|'
'ab'.center(5) ~ '|'
'ab'.center(5, '*')
'a'.ljust(3) ~ '|'
'a'.rjust(3) ~ '|'
'a'.rjust(3, '0')
'é'.center(4, 'ü')
'abc'.center(2)
'42'.zfill(5)
'-42'.zfill(5)
'+42'.zfill(2)
''.zfill(2)
'a\\tb'.expandtabs()
'a\\tb'.expandtabs(4)
'ab\\tc\\n\\td'.expandtabs(4)
','.join(['a', 'b'])
','.join([])
''.join('abc')
'-'.join({'a': 1, 'b': 2})
','.join([1])
','.join(1)
'a'.center(5, 'ab')
'abc'.translate({97: 'x', 98: none, 99: 100})
'abc'.maketrans('ab', 'xy')
'abc'.translate('abc'.maketrans('ab', 'xy', 'c'))
'abc'.encode()
'é'.encode('utf-8')
'é'.encode('latin-1')
'abc'.encode().decode()
'a'.upper(1)
'a'.nosuch()
'a'.strip(1)
""")
expressions("format method", """
'{} {}'.format('a', 'b')
'{0} {1} {0}'.format('a', 'b')
'{x} {y}'.format(x=1, y=2)
'{{}}'.format()
'{:>5}|{:<5}|{:^5}'.format('a', 'b', 'c')
'{:*^9}'.format('mid')
'{:05d}'.format(42)
'{:+d} {: d} {:d}'.format(1, 2, -3)
'{:,}'.format(1234567)
'{:_}'.format(1234567)
'{:x} {:X} {:o} {:b} {:c}'.format(255, 255, 8, 5, 65)
'{:#x} {:#o} {:#b}'.format(255, 8, 5)
'{:.2f}'.format(3.14159)
'{:8.3f}|'.format(3.14159)
'{:e} {:E}'.format(12345.678, 0.00012)
'{:g} {:g} {:g}'.format(1.0, 1e10, 0.00001)
'{:.3g}'.format(1234.5)
'{:%}'.format(0.25)
'{:.1%}'.format(0.255)
'{:,.2f}'.format(1234567.891)
'{:010.2f}'.format(-3.14159)
'{:0=8}'.format(-42)
'{:.3}'.format('abcdef')
'{!r} {!s}'.format('a', 'b')
'{!r:>6}'.format('a')
'{0[1]} {0[0]}'.format([1, 2])
'{0[a]}'.format({'a': 1})
'{a.real}'.format(a=5)
'{:{}}'.format('a', 5) ~ '|'
'{:{w}.{p}f}'.format(3.14159, w=8, p=2)
'{}'.format(none)
'{}'.format([1, 'a'])
'{:n}'.format(1234)
'{}'.format(1.0)
'{:.2}'.format(1.0)
'{:.2}'.format(123.456)
'{:.5}'.format(100000.0)
'{:20}|'.format(1.5)
'{:>8}|'.format(true)
'{:d}'.format(true)
'{:,}'.format(-1234.5)
'{:08,}'.format(1234)
'{:z.1f}'.format(-0.01)
'{:é>4}'.format('a')
'{:.0f} {:.0f} {:.0f}'.format(0.5, 1.5, 2.5)
'{:.1f}'.format(0.25)
'{:.20f}'.format(0.1)
'{:.3e}'.format(0)
'{:g}'.format(100000)
'{:g}'.format(1000000)
'{:#g}'.format(1.0)
'{:f}'.format(1e20)
'{:f}'.format(10 ** 20)
'{:}'.format(1e16)
'{:,}'.format(10 ** 20)
'{:e}'.format(10 ** 20)
'{} {}'.format('a')
'{x}'.format()
'{'.format()
'}'.format()
'{:d}'.format('a')
'{:d}'.format(1.5)
'{:s}'.format(1)
'{!x}'.format(1)
'{} {0}'.format(1)
'{:.2f}'.format('a')
'{:5}'.format([1])
'{:5}'.format(none)
'{a[b}'.format(a=1)
'{x}'.format_map({'x': 1})
""")
expressions("percent", """
'%s %s' % ('a', 'b')
'%s' % 'a'
'%d' % 42
'%5d|%-5d|%05d' % (1, 2, 3)
'%+d % d' % (1, 2)
'%x %X %o %#x %#o' % (255, 255, 8, 255, 8)
'%.2f' % 3.14159
'%8.2f|%-8.2f|%08.2f' % (3.14159, 2.5, -1.5)
'%e %E %g %G' % (12345.678, 0.00012, 1e10, 1e-10)
'%r %s' % ('a', 'a')
'%a' % 'é'
'%c%c' % ('a', 66)
'%%' % ()
'%(a)s %(b)05d' % {'a': 1, 'b': 2}
'%*d|%-*d|' % (5, 42, 5, 42)
'%.*f' % (2, 3.14159)
'%.3s|' % 'abcdef'
'%10.3s|' % 'abcdef'
'%s' % [1, 2]
'%s' % ((1, 2),)
'%s' % none
'%d' % 3.99
'%d' % true
'%i %u' % (1, 2)
'%ld' % 5
'%5%|' % ()
'%-5%|' % 1
'%d' % 10 ** 20
'%x' % 10 ** 20
'%.0f' % 0.5
'%.1f' % 0.05
'%f' % 1e300
'%#.3g' % 1.0
'%s' % undefined_name
'a' % []
'a' % {}
'%d' % 'a'
'%s %s' % 'a'
'%s' % ('a', 'b')
'a' % 1
'%(a)s' % 'x'
'%(a)s' % {}
'%y' % 1
'%' % 1
'%x' % 1.5
'%f' % 'a'
'%c' % 'ab'
'%05s|' % 'a'
'%+.1e' % 0
""")
templates("slices of the wrong type", """
{% set d = {'a': 1} %}{{ d[1:2] }}
{% set s = 'abc' %}{{ s['1':] }}
{% set d = {'items': 1} %}{{ d.items is callable }}{{ d['items'] }}
{% set n = 5 %}{{ n[1:2] }}
""")
