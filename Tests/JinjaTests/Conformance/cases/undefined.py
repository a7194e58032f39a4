SOURCES = """
{{ nothing }}
{{ nothing.x }}
{{ nothing['x'] }}
{{ nothing.x.y }}
{{ nothing() }}
{{ d.x }}
{{ d['x'] }}
{{ d.x.y }}
{{ d[1] }}
{{ l[9] }}
{{ l.x }}
{{ 'a'.x }}
{{ 5 .x }}
{{ none.x }}
{{ nothing + 1 }}
{{ 1 + nothing }}
{{ 'a' + nothing }}
{{ nothing ~ 'a' }}
{{ -nothing }}
{{ nothing == 1 }}
{{ 1 == nothing }}
{{ nothing == nothing }}
{{ nothing != 1 }}
{{ nothing < 1 }}
{{ 1 in nothing }}
{{ nothing in [1] }}
{{ nothing in {} }}
{{ not nothing }}
{{ nothing and 1 }}
{{ nothing or 1 }}
{{ 1 if nothing else 2 }}
{{ nothing is defined }}
{{ nothing is undefined }}
{{ nothing is none }}
{{ nothing is string }}
{{ nothing is iterable }}
{{ nothing is sequence }}
{{ nothing is callable }}
{{ d.x is defined }}
{{ d.x.y is defined }}
{{ nothing | default('d') }}
{{ d.x | default('d') }}
{{ d.x.y | default('d') }}
{{ nothing | default }}
{{ nothing | length }}
{{ nothing | list }}
{{ nothing | upper }}
{{ nothing | join }}
{{ nothing | int }}
{{ nothing | first }}
{{ nothing | last }}
{{ nothing | sum }}
{{ nothing | string }}
{{ nothing | tojson }}
{{ nothing | reverse | list }}
{{ nothing | map('upper') | list }}
{{ nothing | select | list }}
{{ nothing | sort }}
{{ nothing | replace('a', 'b') }}
{{ nothing | e }}
{{ nothing | abs }}
{{ nothing | items | list }}
{{ nothing | dictsort }}
{{ nothing | unique | list }}
{{ nothing | min }}
{{ nothing[1:2] }}
{{ [nothing] }}
{{ {'a': nothing} }}
{{ {nothing: 1} }}
{{ [nothing] | join }}
{{ 'a' if false }}
{{ ('a' if false).x }}
{{ '%s' % nothing }}
{{ '%d' % nothing }}
{{ '{}'.format(nothing) }}
{% for x in nothing %}a{% else %}b{% endfor %}
{% if nothing %}a{% else %}b{% endif %}
{% if nothing.x %}a{% endif %}
{% set x = nothing %}{{ x }}
{% set a, b = nothing %}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(nothing) }}
{% for x in [1] %}{{ loop.previtem }}{{ loop.nextitem }}{% endfor %}
{% for x in [1] %}{{ loop.nosuch }}{% endfor %}
{{ [] | first }}
{{ [] | min }}
{{ [] | random }}
{{ range(nothing) | list }}
{{ [1, 2] | join(nothing) }}
{{ [{}] | map(attribute='x') | list }}
{{ [{}] | map(attribute='x') | join }}
{{ [{'a': 1}, {}] | selectattr('a') | list }}
{{ [{'a': 1}, {}] | sum(attribute='a') }}
{{ [{'a': 1}, {}] | sort(attribute='a') }}
{% include nothing %}
{{ ns.x }}
{{ nothing.x() }}
{{ d.update }}{{ 1 }}
{{ nothing ** 2 }}
{{ 2 ** nothing }}
{{ nothing % 2 }}
{{ 'a' * nothing }}
{{ [1] + nothing }}
{{ nothing is eq 1 }}
{{ nothing is in [1] }}
{{ 1 is in nothing }}
{{ nothing is sameas nothing }}
{{ nothing is odd }}
{{ nothing | attr('x') }}
{{ d | attr('nosuch') }}
{{ nothing | round }}
{{ nothing | truncate }}
{{ nothing | indent }}
{{ nothing | wordwrap }}
{{ nothing | urlize }}
{{ nothing | urlencode }}
{{ nothing | xmlattr }}
{{ nothing | batch(2) | list }}
{{ nothing | slice(2) | list }}
{{ nothing | groupby('a') }}
{{ nothing | filesizeformat }}
{{ nothing | float }}
{{ nothing | trim }}
{{ nothing | format }}
{{ nothing | center(5) }}
{{ nothing | wordcount }}
{{ nothing | title }}
{{ nothing | pprint }}
{{ nothing | safe }}
{{ nothing | striptags }}
{{ nothing | forceescape }}
""".replace("{{ d.update }}{{ 1 }}\n", "")
for behaviour in ["Undefined", "StrictUndefined", "ChainableUndefined", "DebugUndefined"]:
    templates(behaviour, SOURCES, env={"undefined": behaviour}, context={"d": {"a": 1}, "l": [1]})
