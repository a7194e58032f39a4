templates("if", """
{% if true %}a{% endif %}
{% if false %}a{% else %}b{% endif %}
{% if 0 %}a{% elif 1 %}b{% else %}c{% endif %}
{% if 0 %}a{% elif 0 %}b{% elif '' %}c{% else %}d{% endif %}
{% if nothing %}a{% endif %}
{% if not nothing %}a{% endif %}
{% if true: %}a{% endif %}
{% if 1, %}a{% endif %}
{% if 1 if 2 %}a{% endif %}
{% if true %}{% set a = 1 %}{% endif %}{{ a }}
{% if false %}{% set a = 1 %}{% endif %}{{ a is defined }}
{% set a = 0 %}{% if true %}{% set a = 1 %}{% else %}{% set a = 2 %}{% endif %}{{ a }}
{% if a %}{% else %}{% set b = 1 %}{% endif %}{{ b }}
{% if true %}{% if false %}a{% else %}b{% endif %}{% endif %}
{% if [] is iterable and 'a' in 'abc' or nothing.x %}y{% endif %}
""")
templates("for", """
{% for i in [1, 2, 3] %}{{ i }},{% endfor %}
{% for i in [] %}a{% else %}b{% endfor %}
{% for i in [1] %}a{% else %}b{% endfor %}
{% for i in range(3) %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }} {% endfor %}
{% for i in 'abc' %}{{ loop.previtem }}{{ i }}{{ loop.nextitem }} {% endfor %}
{% for i in 'abc' %}{{ loop.cycle('x', 'y') }}{% endfor %}
{% for i in [1, 1, 2, 2, 1] %}{{ loop.changed(i) }} {% endfor %}
{% for i in range(6) if i is odd %}{{ i }}{{ loop.index }}{{ loop.length }}{{ loop.last }} {% endfor %}
{% for i in range(3) if i > 5 %}a{% else %}none{% endfor %}
{% for i in [1, 2] %}{% for j in [3, 4] %}{{ loop.index }}{{ i }}{{ j }} {% endfor %}{{ loop.index }}{% endfor %}
{% for i in [1, 2] %}{% set outer = loop %}{% for j in [3, 4] %}{{ outer.index }}{{ loop.index }} {% endfor %}{% endfor %}
{% for i in [1, 2, 3] %}{% set x = i %}{% endfor %}{{ x is defined }}
{% set x = 0 %}{% for i in [1, 2, 3] %}{% set x = x + i %}{{ x }}{% endfor %}{{ x }}
{% for i in [1, 2] %}{{ i }}{% endfor %}{{ i is defined }}
{% set i = 9 %}{% for i in [1, 2] %}{{ i }}{% endfor %}{{ i }}
{% for x in x %}{{ x }}{% endfor %}
{% for i in 1, 2, 3 %}{{ i }}{% endfor %}
{% for i in [3, 1] | sort %}{{ i }}{% endfor %}
{% for i in [1, 2] + [3] %}{{ i }}{% endfor %}
{% for i in [1] if true else [2] %}{{ i }}{% endfor %}
{% for i in ([1] if true else [2]) %}{{ i }}{% endfor %}
{% for k, v in {'a': 1, 'b': 2} | dictsort %}{{ k }}={{ v }};{% endfor %}
{% for i in [1, 2]: %}{{ i }}{% endfor %}
{% for i in range(3) %}{{ loop.depth }}{{ loop.depth0 }}{% endfor %}
{% for i in [1] %}{{ loop }}{% endfor %}
{% for i in [1] %}{{ loop | length }}{{ loop.nosuch is defined }}{% endfor %}
{{ loop is defined }}{% for i in [1] %}{{ loop is defined }}{% endfor %}
{% for i in [1, 2] if loop %}{{ i }}{% endfor %}
{% for i in [1, 2] if x is defined %}{% set x = 1 %}{{ i }}{% else %}e{% endfor %}
{% for (a, b) in [(1, 2)] %}{{ a }}{{ b }}{% endfor %}
{% for a, b in [(1, 2), (3, 4)] if a > 1 %}{{ a }}{{ b }}{{ loop.index }}{% endfor %}
{% for loop in [1] %}{% endfor %}
{% for i in [1] %}{% set loop = 1 %}{% endfor %}
{% for i in [1] %}{{ loop.cycle() }}{% endfor %}
{% for true in [1] %}{% endfor %}
{% for i.x in [1] %}{% endfor %}
{% for 1 in [1] %}{% endfor %}
{% for i in [1, 2, 3] %}{{ loop.nextitem is defined }}{{ loop.previtem is defined }} {% endfor %}
{% for i in [[1, [2, [3]]]] recursive %}{% if i is iterable %}{{ loop(i) }}{% else %}{{ i }}{{ loop.depth }}{% endif %}{% endfor %}
{% for i in [{'n': 1, 'c': [{'n': 2, 'c': []}]}] recursive %}[{{ i.n }}{{ loop(i.c) }}{{ loop.index }}]{% else %}-{% endfor %}
{% for i in [1] recursive %}{{ loop(5) }}{% endfor %}
{% for i in [1] %}{{ loop([1]) }}{% endfor %}
{% for i in [[1, 2], [3]] recursive if i %}{% if i is number %}{{ i }}{% else %}<{{ loop(i) }}>{% endif %}{% endfor %}
{% for i in [1, 2] %}{% if loop.first %}{% set a = 'x' %}{% endif %}{{ a is defined }}{% endfor %}
{% for i in range(2) %}{% for j in range(2) %}{{ loop.index0 + i }}{% else %}{% endfor %}{% endfor %}
{% for i in [1, 2, 3] %}{{ i }}{% if not loop.last %}, {% endif %}{% endfor %}
""")
templates("break and continue", """
{% for i in range(9) %}{% if i == 3 %}{% break %}{% endif %}{{ i }}{% endfor %}
{% for i in range(5) %}{% if i is odd %}{% continue %}{% endif %}{{ i }}{% endfor %}
{% for i in [1] %}{% break %}{% else %}else{% endfor %}
{% for i in [1] %}{% continue %}{% else %}else{% endfor %}
{% for i in [1, 2] %}{{ i }}{% if i == 2 %}{% break %}{% endif %}{% else %}else{% endfor %}
{% for i in range(3) %}{% for j in range(3) %}{% if j == 1 %}{% break %}{% endif %}{{ i }}{{ j }} {% endfor %}{% endfor %}
{% for i in range(3) %}{% with x = i %}{% if x == 1 %}{% continue %}{% endif %}{{ x }}{% endwith %}{% endfor %}
{% for i in range(3) %}{{ loop.index }}{% if loop.index == 2 %}{% break %}{% endif %}{% endfor %}
""", env={"extensions": ["jinja2.ext.loopcontrols"]})
templates("break outside a loop", """
{% break %}
{% continue %}
{% for i in [1] %}{% macro m() %}{% break %}{% endmacro %}{% endfor %}
{% for i in [1] %}{% else %}{% break %}{% endfor %}
""", env={"extensions": ["jinja2.ext.loopcontrols"]}, message=False, line=False)
templates("do", """
{% set a = [] %}{% do a.append(1) %}{% do a.extend([2, 3]) %}{{ a }}
{% do 1, 2 %}x
{% do nothing.x %}
{% do %}
""", env={"extensions": ["jinja2.ext.do"]})
templates("extensions that aren't there", """
{% do 1 %}
{% for i in [1] %}{% break %}{% endfor %}
{% trans %}a{% endtrans %}
{% now 'utc' %}
""")
templates("set", """
{% set a = 1 %}{{ a }}
{% set a %}x{{ 1 + 1 }}{% endset %}{{ a }}
{% set a | upper %}abc{% endset %}{{ a }}
{% set a | replace('a', 'b') | upper %}abc{% endset %}{{ a }}
{% set a = b = 1 %}
{% set true = 1 %}
{% set 1 = 2 %}
{% set 'a' = 2 %}
{% set a.b = 2 %}
{% set a[0] = 2 %}
{% set a %}
{% set a = 1 %}{% set a = a + 1 %}{{ a }}
{% set a = nothing %}{{ a is defined }}
{% set a %}{% set b = 1 %}{{ b }}{% endset %}{{ a }}{{ b is defined }}
{% set a, b %}x{% endset %}{{ a }}
{% set a, b %}xy{% endset %}{{ a }}{{ b }}
{% set _ = 1 %}{{ _ }}
{% set ns = namespace() %}{% set ns.x | upper %}a{% endset %}{{ ns.x }}
{% set a = [1, 2] | map('string') | join %}{{ a }}
{% set x = x | default('d') %}{{ x }}
{% for i in [1] %}{% set y %}{{ i }}{% endset %}{{ y }}{% endfor %}{{ y is defined }}
""")
templates("with", """
{% with a = 1 %}{{ a }}{% endwith %}{{ a is defined }}
{% with a = 1, b = 2 %}{{ a }}{{ b }}{% endwith %}
{% with a = 1, b = a %}{{ b is defined }}{% endwith %}
{% set a = 5 %}{% with a = 1, b = a %}{{ a }}{{ b }}{% endwith %}{{ a }}
{% with %}{% set a = 1 %}{{ a }}{% endwith %}{{ a is defined }}
{% with (a, b) = (1, 2) %}{{ a }}{{ b }}{% endwith %}
{% with a = 1 %}{% set a = 2 %}{{ a }}{% endwith %}
{% set x = 1 %}{% with %}{{ x }}{% set x = 2 %}{{ x }}{% endwith %}{{ x }}
{% with a %}{% endwith %}
{% with a = 1 b = 2 %}{% endwith %}
""")
templates("filter blocks", """
{% filter upper %}abc{{ 'def' }}{% endfilter %}
{% filter replace('a', 'b') | upper %}abc{% endfilter %}
{% filter upper %}{% set x = 'a' %}{{ x }}{% endfilter %}{{ x is defined }}
{% filter nosuch %}{% endfilter %}
{% filter %}{% endfilter %}
{% filter indent(2, true) %}a{% endfilter %}
{% set n = 3 %}{% filter center(n) %}a{% endfilter %}|
{% for i in [1, 2] %}{% filter string %}{{ i }}{{ loop.index }}{% endfilter %}{% endfor %}
""")
templates("raw, comments and print", """
{% raw %}{{ x }}{% if %}{% endraw %}
{%- raw -%} {{ x }} {%- endraw -%} a
{% raw %}{# c #}{% endraw %}
{# comment #}a
{# {{ x }} {% if %} #}a
a{#- c -#} b
{#{% raw %}#}b
{% print 1 %}
{% print 1, 2, 'a' %}
{% print %}x
{% raw %}unclosed
{# unclosed
{{ '{{' }}{{ '}}' }}{{ "{%" }}
{{ {'a': {'b': 1}} }}
{{ {'a': {'b': 1}}['a']['b']}}
{{{}}}
{{ [] }}{}}
{% raw %}a{% endraw %}{% raw %}b{% endraw %}
{%raw%}x{%endraw%}
{%- raw %} a {% endraw -%} b
#}a
%}a}}
{ { x } }
$ {a}
""")
templates("macros", """
{% macro m() %}x{% endmacro %}{{ m() }}{{ m() }}
{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(1, 3) }}{{ m(b=1, a=2) }}
{% macro m(a) %}[{{ a }}]{% endmacro %}{{ m() }}
{% macro m(a, b=a) %}{{ b }}{% endmacro %}{{ m(1) }}
{% macro m(a=b, b=1) %}{{ a }}{% endmacro %}{{ m() }}
{% macro m(a=x) %}{{ a }}{% endmacro %}{% set x = 5 %}{{ m() }}
{% macro m() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, a=3) }}
{% macro m(a) %}{{ a }}{{ varargs }}{% endmacro %}{{ m(1, 2, 3) }}
{% macro m(a) %}{{ a }}{{ kwargs }}{% endmacro %}{{ m(1, b=2) }}
{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}
{% macro m(a) %}{% endmacro %}{{ m(b=2) }}
{% macro m(a) %}{% endmacro %}{{ m(1, a=2) }}
{% macro m(a, b=1, c) %}{% endmacro %}
{% macro m(a, b=[]) %}{{ a }}{% endmacro %}{{ m.name }}{{ m.arguments }}{{ m.catch_kwargs }}{{ m.catch_varargs }}{{ m.caller }}
{% macro m() %}{{ caller }}{{ kwargs }}{{ varargs }}{% endmacro %}{{ m.catch_kwargs }}{{ m.catch_varargs }}{{ m.caller }}
{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}body{% endcall %}
{% macro m() %}{{ caller(1, 2) }}{% endmacro %}{% call(a, b) m() %}{{ a }}{{ b }}{% endcall %}
{% macro m() %}{{ caller(1) }}{% endmacro %}{% call(a, b=9) m() %}{{ a }}{{ b }}{% endcall %}
{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}
{% macro m(caller=none) %}{{ caller is none }}{% endmacro %}{{ m() }}{% call m() %}{% endcall %}
{% macro m(caller) %}{{ caller }}{% endmacro %}
{% macro m() %}{% if caller %}{{ caller() }}{% else %}no{% endif %}{% endmacro %}{{ m() }}{% call m() %}yes{% endcall %}
{% macro m(x) %}{{ x }}{{ caller() }}{% endmacro %}{% set v = 1 %}{% call m(2) %}{{ v }}{% endcall %}
{% macro m() %}x{% endmacro %}{% call m() %}{% endcall %}
{% macro f(n) %}{{ n }}{% if n > 0 %}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(3) }}
{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}b{% endmacro %}{{ a() }}
{{ m() }}{% macro m() %}late{% endmacro %}
{% macro m() %}{% set x = 1 %}{{ x }}{% endmacro %}{{ m() }}{{ x is defined }}
{% set x = 1 %}{% macro m() %}{{ x }}{% endmacro %}{% set x = 2 %}{{ m() }}
{% for i in [1, 2] %}{% macro m() %}{{ i }}{% endmacro %}{{ m() }}{% endfor %}
{% macro m() %}{{ loop is defined }}{% endmacro %}{% for i in [1] %}{{ m() }}{% endfor %}
{% for i in [1, 2] %}{% macro m() %}{{ loop.index }}{% endmacro %}{{ m() }}{% endfor %}
{% macro outer() %}{% macro inner(x) %}<{{ x }}>{% endmacro %}{{ inner(1) }}{% endmacro %}{{ outer() }}
{% macro m(a, b) %}{{ a }}{{ b }}{% endmacro %}{{ m(*[1, 2]) }}{{ m(**{'a': 3, 'b': 4}) }}{{ m(1, **{'b': 5}) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(*5) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(**5) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(a=1, **{'a': 2}) }}
{% macro m() %}a{% endmacro %}{{ m() | upper }}{{ m() ~ 'b' }}{{ m() == 'a' }}
{% macro m() %}{% endmacro %}{{ m }}
{% macro m(a) %}{{ a is defined }}{% endmacro %}{{ m() }}{{ m(nothing) }}
{% macro m(a=nothing) %}{{ a is defined }}{% endmacro %}{{ m() }}
{% call 5 %}{% endcall %}
{% call nothing() %}{% endcall %}
{% macro 1() %}{% endmacro %}
{% macro m %}{% endmacro %}
{% macro m(a.b) %}{% endmacro %}
{% macro m(1) %}{% endmacro %}
{% macro m() %}{% endmacro m %}
{% macro m(a, a) %}{{ a }}{% endmacro %}x
{% set f = m if false else none %}{{ f is none }}
{% macro m(varargs) %}{{ varargs }}{% endmacro %}{{ m(1) }}
{% macro m(kwargs=3) %}{{ kwargs }}{% endmacro %}{{ m() }}
{% macro wrap(tag) %}<{{ tag }}>{{ caller() }}</{{ tag }}>{% endmacro %}{% call wrap('a') %}{% call wrap('b') %}x{% endcall %}{% endcall %}
{% macro list(items) %}{% for i in items %}{{ caller(i) }}{% endfor %}{% endmacro %}{% call(i) list([1, 2]) %}[{{ i }}]{% endcall %}
""")
templates("calls", """
{{ 5() }}
{{ 'a'() }}
{{ nothing() }}
{{ nothing.x() }}
{{ 'abc'.replace('a', 'b').upper() }}
{{ 'abc'.upper()[0] }}
{{ 'a-b'.split('-')[1] }}
{{ ('a' ~ 'b').upper() }}
{{ range(*[1, 4]) | list }}
{{ dict(**{'a': 1}) }}
{{ dict(a=1, a=2) }}
{{ range(3, *[5]) | list }}
{{ range(*[1], 2) }}
{{ dict(a=1, 2) }}
{{ range(1,) | list }}
{{ [1, 2,] }}{{ (1, 2,) }}{{ {'a': 1,} }}
{{ 'a'.upper().lower().title() }}
{{ x.y.z }}
{{ range(3)() }}
""", message=True, context={})
