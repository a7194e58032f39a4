SOURCES = """
{{ '<a>' }}
{{ html }}
{{ html | safe }}
{{ html | escape }}
{{ html | e | e }}
{{ html | forceescape }}
{{ '<' ~ html }}
{{ '<' ~ (html | safe) }}
{{ (html | safe) ~ '<' }}
{{ '<' + (html | safe) }}
{{ (html | safe) + '<' }}
{{ (html | safe) * 2 }}
{{ (html | safe) | upper }}
{{ (html | safe).upper() }}
{{ (html | safe) | replace('b', '<') }}
{{ html | replace('b', '<') }}
{{ html | replace('<', '[' | safe) }}
{{ (html | safe).replace('b', '<') }}
{{ ['<', html | safe] | join('&') }}
{{ ['<', '>'] | join('&') }}
{{ ['<', '>'] | join('&' | safe) }}
{{ '&' | safe | join }}
{{ ('%s' | safe) % '<' }}
{{ ('%s %r' | safe) % ('<', '<') }}
{{ ('%(a)s' | safe) % {'a': '<'} }}
{{ ('%d' | safe) % 5 }}
{{ ('%s' | safe) | format('<') }}
{{ '%s' | format('<' | safe) }}
{{ ('{}' | safe).format('<') }}
{{ ('{a}' | safe).format(a='<') }}
{{ ('{:>5}' | safe).format('<') }}
{{ ('{}' | safe).format('<' | safe) }}
{{ (html | safe).split('b') }}
{{ (html | safe)[0] }}
{{ (html | safe)[1:] }}
{{ (html | safe).join(['<', 1]) }}
{{ (html | safe).center(9, '<') }}
{{ (html | safe).strip('<') }}
{{ (html | safe).partition('b') }}
{{ html | striptags }}
{{ html | title }}
{{ html | trim }}
{{ html | safe | trim }}
{{ html | capitalize }}
{{ html | truncate(2, true, '<', 0) }}
{{ html | safe | truncate(2, true, '<', 0) }}
{{ html | indent }}
{{ html | safe | indent('<') }}
{{ html | wordwrap(2) }}
{{ html | safe | wordwrap(2) }}
{{ html | center(9) }}
{{ html | urlize }}
{{ 'http://a.io?a&b' | urlize }}
{{ {'a': '<'} | xmlattr }}
{{ {'a': '<' | safe} | xmlattr }}
{{ {'a': '<'} | tojson }}
{{ html | string is escaped }}
{{ (html | safe) | string is escaped }}
{{ html | list }}
{{ [html] }}
{{ [html | safe] }}
{{ html | reverse }}
{{ html | first }}
{{ (html | safe) | first is escaped }}
{{ (html | safe) | last is escaped }}
{{ (html | safe) == html }}
{{ html in [html | safe] }}
{{ 5 }}{{ none }}{{ true }}{{ 1.5 }}
{{ nothing }}
{% set x %}<b>{{ html }}</b>{% endset %}{{ x }}{{ x is escaped }}
{% set x = '<b>' %}{{ x }}
{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m(html) }}{{ m(html) is escaped }}{{ m(html) ~ '<' }}
{% macro m() %}<i>{{ caller() }}</i>{% endmacro %}{% call m() %}<b>{{ html }}{% endcall %}
{% filter upper %}<b>{{ html }}</b>{% endfilter %}
{% filter e %}<b>{% endfilter %}
{% for x in [html] recursive %}{{ x }}{% endfor %}
{% for x in [[html]] recursive %}{% if x is string %}{{ x }}{% else %}<{{ loop(x) }}>{% endif %}{% endfor %}
{% block a %}<{{ html }}>{% endblock %}{{ self.a() }}{{ self.a() is escaped }}
{% autoescape true %}{{ html }}{% endautoescape %}{{ html }}
{% autoescape false %}{{ html }}{% endautoescape %}{{ html }}
{% autoescape flag %}{{ html }}{% endautoescape %}
{% autoescape not flag %}{{ html }}{{ '<' ~ (html | safe) }}{% endautoescape %}
{% autoescape true %}{% macro m() %}<{{ html }}{% endmacro %}{% endautoescape %}{{ m is defined }}
{% macro m() %}<{{ html }}{% endmacro %}{% autoescape true %}{{ m() }}{% endautoescape %}{% autoescape false %}{{ m() }}{% endautoescape %}
{% autoescape false %}{% set x %}{{ html }}{% endset %}{{ x is escaped }}{% endautoescape %}
{% autoescape true %}{% set y = 1 %}{{ y }}{% endautoescape %}{{ y is defined }}
{% autoescape %}{% endautoescape %}
{% include 'inc' %}
{% autoescape not flag %}{% include 'inc' %}{% endautoescape %}
{% import 'mac' as h %}{{ h.m(html) }}{{ h }}
{% from 'mac' import m %}{{ m(html) }}
{{ html | default('<') }}{{ nothing | default('<') }}
{{ ('<' | safe) in html }}
{{ [html, 'a' | safe] | map('upper') | join }}
{{ (html | safe) | map('upper') | join }}
{{ html ~ 1 ~ none ~ ('x' | safe) }}
{{ '&amp;' | safe | striptags }}
{{ {'a': html} }}
{{ ('a' | safe).__class__.__name__ }}
{{ (html | safe).lower() ~ html }}
{{ (html | safe) | lower is escaped }}
"""
for autoescape in [True, False]:
    templates(
        f"autoescape={autoescape}", SOURCES, env={"autoescape": autoescape},
        context={"html": "<b>", "flag": True},
        templates={"inc": "<i>{{ html }}", "mac": "{% macro m(x) %}<{{ x }}>{% endmacro %}<text>"})

templates("constants", """
{% autoescape true %}{{ ('<' | safe) ~ '>' }}{% endautoescape %}
{% autoescape true %}{{ ('<' | safe) ~ ('>' | e) }}{{ (('<' | safe) ~ 1) is escaped }}{% endautoescape %}
{% autoescape true %}{{ ('<' | safe) ~ x }}{{ ('<' | safe) ~ ('>' if x else '') }}{% endautoescape %}
{% autoescape true %}{{ ('<' | safe) ~ ([1] | map('string') | join) ~ '<' }}{{ ('<' | safe) ~ ([1] | join) ~ '<' }}{% endautoescape %}
{% autoescape x %}{{ ('<' | safe) ~ '<' }}{% endautoescape %}
""", context={"x": ">"})
