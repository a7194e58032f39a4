templates("syntax", """
{{ }}
{% %}
{{ 1
{% if
{{ 1 }
{{ (1 }}
{{ [1 }}
{{ {1: 2 }}
{{ 1) }}
{{ [1) }}
{{ 'abc }}
{{ a b }}
{{ a, }}
{{ , }}
{{ 1 + }}
{{ * 2 }}
{{ a | }}
{{ a | 1 }}
{{ a is }}
{{ a is 1 }}
{{ a. }}
{{ a.'b' }}
{{ a[ }}
{{ a[] }}
{{ a() b }}
{{ f(a=) }}
{{ f(=1) }}
{{ f(a b) }}
{{ f(*a, *b) }}
{{ f(**a, b) }}
{{ f(**a, **b) }}
{{ f(a=1, *b) }}
{{ {a} }}
{{ {a: } }}
{{ {1: 2 3: 4} }}
{{ not }}
{{ a not b }}
{{ a if }}
{{ a if b else }}
{{ ? }}
{{ a ? b : c }}
{{ a && b }}
{{ a || b }}
{{ !a }}
{{ a ! b }}
{{ @a }}
{{ a \\ b }}
{{ $a }}
{{ a = 1 }}
{{ a := 1 }}
{{ a; b }}
{{ 1__0 }}
{{ 1_ }}
{{ 0x }}
{{ 01 }}
{{ 1.e5 }}
{{ 1.2.3 }}
{{ 1a }}
{{ a.b.1c }}
{{ "a' }}
{% nosuch %}
{% 1 %}
{% 'a' %}
{% if true %}
{% if true %}{% else %}
{% if true %}{% endfor %}
{% for i in [1] %}{% endif %}
{% for i in [1] %}{% if i %}{% endfor %}
{% for i in [1] %}
{% for i [1] %}{% endfor %}
{% for in [1] %}{% endfor %}
{% for i in %}{% endfor %}
{% for i in [1] recursive if i %}{% endfor %}
{% endif %}
{% else %}
{% endfor %}
{% if true %}{% elseif false %}{% endif %}
{% if true %}{% else if false %}{% endif %}
{% if %}{% endif %}
{% if a b %}{% endif %}
{% if true %}a{% else %}b{% else %}c{% endif %}
{% set %}
{% set a = %}
{% set a 1 %}
{% set a = 1 b %}
{% block %}{% endblock %}
{% block a %}
{% macro %}{% endmacro %}
{% macro m( %}{% endmacro %}
{% macro m() %}
{% call %}{% endcall %}
{% call m() %}
{% filter upper %}
{% with a = 1 %}
{% autoescape true %}
{% extends %}
{% include %}
{% import 'a' %}
{% from 'a' %}
{% endraw %}
{% raw %}{% endraw
{% foreach x in y %}{% endforeach %}
{% if true %}{{ 1 }}{% endwhile %}
{% while true %}{% endwhile %}
a {{ b }} {% if c %} d
{{ 1 | nosuch }}
{{ 1 is nosuch }}
{{ 1 | upper | nosuch | lower }}
{% if false %}{{ 1 | nosuch }}{% endif %}ok
{% if true %}{{ 1 | nosuch }}{% endif %}
{% if true %}{{ 1 is nosuch }}{% endif %}
{{ (1 | nosuch) if false else 'ok' }}
{{ (1 | nosuch) if true else 'ok' }}
{% if false %}{% for i in [1] %}{{ 1 | nosuch }}{% endfor %}{% endif %}
{{ a.b | nosuch.dotted }}
{% for i in [1] | nosuch %}{% endfor %}
{% macro m() %}{{ 1 | nosuch }}{% endmacro %}
{{ ${{ secrets.TOKEN }} }}
${{ secrets.TOKEN }}
${{ github.event_name == 'push' && 'a' || 'b' }}
run: echo ${#array[@]}
{{ .Values.name }}
{{ $x := 1 }}
{%if true%}x{%endif%}
{{'a'}}{{"b"}}
{{- 'a' -}}
{{ 'unclosed }} and {{ 'more' }}
{% set x = {'a': 1} %}{{ x.a }}{{ x['a'] }}
{{ [1, 2 }}
{{ ((((1)))) }}
""")
for name, source in {
    "third line": "a\nb\n{{ nothing.x }}\nc",
    "inside a loop": "{% for i in [1] %}\n\n{{ 1 / 0 }}\n{% endfor %}",
    "inside a macro": "{% macro m() %}\n{{ nothing.x }}\n{% endmacro %}\n\n{{ m() }}",
    "a tag over several lines": "{% if\n  nothing.x\n%}{% endif %}",
    "unknown tag on line 3": "a\n\n{% nosuch %}",
    "unclosed if from line 2": "a\n{% if true %}\nb\nc",
    "unclosed print": "a\n{{ b\nc",
    "unexpected char on line 2": "a\n{{ ? }}",
    "missing end of comment": "a\n\n{# b\nc",
    "missing end of raw": "a\n{% raw %}b\nc",
    "after carriage returns": "a\r\nb\rc\n{{ nothing.x }}",
    "after a raw block": "{% raw %}\n\n{% endraw %}\n{{ nothing.x }}",
    "after a comment": "{#\n\n#}\n{{ nothing.x }}",
    "after stripped newlines": "a\n\n\n{%- if true -%}\n\n\n{{ nothing.x }}{% endif %}",
    "unknown filter on line 3": "a\n\n{{ 1 | nosuch }}",
    "set on line 2": "a\n{% set x = nothing.y %}",
    "for on line 2": "a\n{% for x in 5 %}\n{% endfor %}",
    "call on line 4": "{% macro m(a) %}{% endmacro %}\n\n\n{{ m(1, 2) }}",
    "filter block": "a\n{% filter int(1, 2, 3) %}\n{% endfilter %}",
    "block twice": "{% block a %}{% endblock %}\n{% block a %}{% endblock %}",
    "set block on line 2": "a\n{% set x | nosuch %}\n{% endset %}",
    "else of an if": "{% if false %}\n{% elif nothing.x %}\n{% endif %}",
    "nested blocks": "{% block a %}\n{% block b %}\n{{ 1 / 0 }}{% endblock %}{% endblock %}",
    "with": "{% with a = 1,\n  b = nothing.x %}{% endwith %}",
}.items():
    case(f"lines: {name}", source, message="message" not in name and True)
