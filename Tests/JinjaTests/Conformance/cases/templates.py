BASE = "<{% block a %}base a{% endblock %}|{% block b %}base b{% endblock %}>"
TEMPLATES = {
    "base": BASE,
    "middle": "{% extends 'base' %}{% block a %}middle {{ super() }}{% endblock %}",
    "nested": "{% block outer %}[{% block inner %}i{% endblock %}]{% endblock %}",
    "loops": "{% for i in [1, 2] %}{% block item scoped %}{{ i }}{% endblock %}{% endfor %}",
    "unscoped": "{% for i in [1, 2] %}{% block item %}{{ i }}{% endblock %}{% endfor %}",
    "required": "{% block a required %}{% endblock %}",
    "vars": "{% set x = 'base' %}{% block a %}{{ x }}{% endblock %}",
    "inc": "inc {{ x }}{{ y }}",
    "setter": "{% set x = 'inner' %}{{ x }}",
    "macros": "{% set v = 1 %}{% set _hidden = 2 %}{% macro m(a=0) %}m{{ a }}{{ v }}{{ g }}{% endmacro %}{% macro _p() %}{% endmacro %}text",
    "withctx": "{% macro m() %}{{ x }}{% endmacro %}",
    "bad": "{% if %}",
    "fails": "line one\n{{ nothing.x }}",
    "counter": "{% set items = [] %}{% macro add(x) %}{% set _ = items.append(x) %}{{ items | length }}{% endmacro %}",
    "included block": "{% block a %}included a{% endblock %}",
    "loopinc": "{{ loop is defined }}{{ i }}",
    "dir/a.txt": "a in dir",
    "chain": "{% import 'macros' as deep %}{% macro c() %}{{ deep.m(5) }}{% endmacro %}",
}


def using(name, source, **rest):
    case(name, source, templates=TEMPLATES, **rest)


for source in filter(None, """
{% extends 'base' %}{% block a %}child{% endblock %}
{% extends 'base' %}{% block a %}child {{ super() }}{% endblock %}
{% extends 'middle' %}{% block a %}child {{ super() }}{% endblock %}
{% extends 'middle' %}{% block a %}child {{ super.super() }}{% endblock %}
{% extends 'middle' %}{% block b %}child b{% endblock %}
{% extends 'base' %}ignored{% block a %}x{% endblock %}ignored
{% extends 'base' %}{% block c %}not in base{% endblock %}
{% extends 'base' %}{% set x = 1 %}{% block a %}{{ x }}{% endblock %}
{% set x = 1 %}{% extends 'base' %}{% block a %}{{ x }}{% endblock %}
{% extends 'base' %}{% block a %}{{ self.b() }}{% endblock %}
{% extends 'base' %}{% block a %}{{ super.name }}{% endblock %}
{% extends 'nested' %}{% block inner %}X{% endblock %}
{% extends 'nested' %}{% block outer %}({{ super() }}){% endblock %}{% block inner %}Y{% endblock %}
{% extends 'loops' %}{% block item %}<{{ i }}>{% endblock %}
{% extends 'unscoped' %}{% block item %}<{{ i }}>{% endblock %}
{% extends 'unscoped' %}
{% extends 'loops' %}{% block item %}<{{ i }}{{ loop.index }}>{% endblock %}
{% extends 'required' %}
{% extends 'required' %}{% block a %}given{% endblock %}
{% extends 'vars' %}
{% extends 'vars' %}{% set x = 'child' %}
{% extends 'vars' %}{% block a %}{{ x }}!{% endblock %}
{% extends name %}{% block a %}dynamic{% endblock %}
{% if true %}{% extends 'base' %}{% endif %}{% block a %}in if{% endblock %}
{% if false %}{% extends 'base' %}{% endif %}{% block a %}in if{% endblock %}after
{% extends 'nosuch' %}
{% extends nothing %}
{% extends 'base' %}{% extends 'base' %}
{% if true %}{% extends 'base' %}{% endif %}{% if true %}{% extends 'base' %}{% endif %}
{% for i in [1] %}{% extends 'base' %}{% endfor %}
{% block a %}1{% endblock %}{% block a %}2{% endblock %}
{% block a %}{{ super() }}{% endblock %}
{% block a %}x{% endblock %}{{ self.a() }}{{ self.a() | upper }}
{{ self.nosuch() }}
{% block a %}x{% endblock a %}
{% block a %}x{% endblock b %}
{% block a-b %}{% endblock %}
{% block 1 %}{% endblock %}
{% block a required %}text{% endblock %}
{% block a scoped required %}{% endblock %}
{% extends 'base' %}{% block a %}{% set z = 1 %}{{ z }}{% endblock %}{% block b %}{{ z is defined }}{% endblock %}
{% extends 'base' %}{% macro m() %}M{% endmacro %}{% block a %}{{ m() }}{% endblock %}
{% extends 'base' %}{% import 'macros' as h %}{% block a %}{{ h.m() }}{% endblock %}
{% extends 'base' %}{% from 'macros' import m %}{% block a %}{{ m() }}{% endblock %}
{% extends 'base' %}{% block a %}{% include 'inc' %}{% endblock %}
{% extends 'base' %}{% include 'inc' %}
{% extends 'base' %}{% if true %}printed?{% endif %}{% for i in [1] %}loop?{% endfor %}
{% extends 'base' %}{% filter upper %}filtered{% endfilter %}
{% extends 'base' %}{% block a %}{% block c %}deep{% endblock %}{% endblock %}
{% extends 'base' %}{% if true %}{% block a %}block in if{% endblock %}{% endif %}
{% extends 'base' %}{{ nothing.x }}
{% for i in [1, 2] %}{% block x scoped %}{{ i }}{{ loop.index }}{% endblock %}{% endfor %}
{% for i in [1, 2] %}{% block x %}{{ i }}{% endblock %}{% endfor %}
{% extends ['nosuch', 'base'] %}
{{ self }}
{% block a %}{{ self }}{% endblock %}
""".strip().split("\n")):
    using(f"inheritance: {source}", source, context={"name": "base"})
for source in filter(None, """
{% include 'inc' %}
{% set x = 1 %}{% include 'inc' %}
{% set x = 1 %}{% include 'inc' without context %}
{% set x = 1 %}{% include 'inc' with context %}
{% for x in [1, 2] %}{% include 'inc' %};{% endfor %}
{% for i in [1] %}{% include 'loopinc' %}{{ loop.index }}{% endfor %}
{% for i in [1] %}{% include 'loopinc' %}{% endfor %}
{% with x = 5 %}{% include 'inc' %}{% endwith %}
{% macro m(x) %}{% include 'inc' %}{% endmacro %}{{ m(7) }}
{% include 'setter' %}{{ x is defined }}
{% include 'nosuch' %}
{% include 'nosuch' ignore missing %}ok
{% include 'nosuch' ignore missing with context %}ok
{% include 'nosuch' ignore missing without context %}ok
{% include ['nosuch', 'inc'] %}
{% include ['nosuch', 'nosuch2'] %}
{% include ['nosuch', 'nosuch2'] ignore missing %}ok
{% include ('nosuch', 'inc') %}
{% include [] %}
{% include [nothing, 'inc'] %}
{% include [nothing] %}
{% include name %}
{% include names %}
{% include nothing %}
{% include 5 %}
{% include 'bad' %}
{% include 'bad' ignore missing %}
{% include 'fails' %}
{% include 'dir/a.txt' %}
{% include 'included block' %}
{% block a %}mine{% endblock %}{% include 'included block' %}
{% include 'in' ~ 'c' %}
{% include 'nosuch' if false else 'inc' %}
{% set y = 'global' %}{% if true %}{% set x = 'soft' %}{% endif %}{% include 'inc' %}
{% set x = 1 %}{% for i in [1] %}{% set x = 2 %}{% include 'inc' %}{% endfor %}
{% filter upper %}{% include 'inc' %}{% endfilter %}
""".strip().split("\n")):
    using(f"include: {source}", source, context={"name": "inc", "names": ["nosuch", "dir/a.txt"]})
for source in filter(None, """
{% import 'macros' as h %}{{ h.m(1) }}{{ h.v }}
{% import 'macros' as h %}{{ h }}
{% import 'macros' as h %}{{ h._hidden is defined }}{{ h._p is defined }}
{% import 'macros' as h %}{{ h.nosuch }}
{% import 'macros' as h %}{{ h.nosuch() }}
{% import 'macros' as h %}{{ h['v'] }}
{% from 'macros' import m %}{{ m(2) }}
{% from 'macros' import m as n, v %}{{ n(2) }}{{ v }}
{% from 'macros' import m, %}{{ m() }}
{% from 'macros' import nosuch %}{{ nosuch is defined }}
{% from 'macros' import nosuch %}{{ nosuch() }}
{% from 'macros' import nosuch %}{{ nosuch }}
{% from 'macros' import _hidden %}
{% from 'macros' import m with context %}{{ m() }}
{% from 'macros' import m without context %}{{ m() }}
{% from 'withctx' import m %}{{ m() }}
{% from 'withctx' import m with context %}{{ m() }}
{% set x = 'set' %}{% from 'withctx' import m with context %}{{ m() }}
{% for x in [1, 2] %}{% from 'withctx' import m with context %}{{ m() }}{% endfor %}
{% import 'withctx' as h with context %}{{ h.m() }}
{% import 'nosuch' as h %}
{% from 'nosuch' import x %}
{% import nothing as h %}
{% import 'macros' %}
{% from 'macros' import %}
{% from 'macros' import m as %}
{% from 'macros' m %}
{% import 'counter' as c %}{{ c.add(1) }}{{ c.add(2) }}{% import 'counter' as d %}{{ d.add(3) }}
{% import 'counter' as c with context %}{{ c.add(1) }}{% import 'counter' as d with context %}{{ d.add(3) }}
{% import 'macros' as h %}{% macro local() %}{{ h.m(3) }}{% endmacro %}{{ local() }}
{% for i in [1] %}{% import 'macros' as h %}{{ h.m(i) }}{% endfor %}{{ h is defined }}
{% if true %}{% import 'macros' as h %}{% endif %}{{ h.m() }}
{% import 'chain' as c %}{{ c.c() }}{{ c.deep is defined }}
{% import 'fails' as f %}
{% import 'bad' as f %}
{% from 'macros' import m %}{% call m() %}{% endcall %}
{% import 'macros' as h %}{{ h.m.name }}{{ h.m.arguments }}
""".strip().split("\n")):
    using(f"import: {source}", source, context={"x": "ctx", "g": "G"})
