"""Copying without rendering, settings of Jinja2, includes and macros, extensions, nested templates, hooks."""

J = {"name": "p", "on": "yes"}
P = "{{cookiecutter.name}}/"

case("copy without render", {
    "cookiecutter.json": {**J, "_copy_without_render": ["*.html", "static", "sub/*.txt", "{{cookiecutter.on}}/raw", "*[0-9].md", "not[!a].x", "deep/*/z"]},
    P + "a.html": "{{ nope }}", P + "{{cookiecutter.on}}.html": "{{ nope }}", P + "static/{{cookiecutter.on}}/f.css": "{{ nope }}", P + "static/x.png": "{{",
    P + "sub/a.txt": "{{ nope }}", P + "sub/more/b.txt": "{{ nope }}", P + "a.txt": "{{ cookiecutter.on }}", P + "{{cookiecutter.on}}/raw/f": "{{ nope }}",
    P + "x1.md": "{{ nope }}", P + "x.md": "{{ cookiecutter.on }}", P + "notb.x": "{{ nope }}", P + "nota.x": "{{ cookiecutter.on }}",
    P + "deep/a/b/z": "{{ nope }}", P + "html": "{{ cookiecutter.on }}", P + "page.HTML": "{{ cookiecutter.on }}", P + "static.txt": "{{ cookiecutter.on }}",
})
case("copy without render crlf", {"cookiecutter.json": {**J, "_copy_without_render": ["raw.txt"], "_new_lines": "\n"}, P + "raw.txt": b"a\r\n{{\r\n"})

SETTINGS = {"variable_start_string": "[[", "variable_end_string": "]]", "block_start_string": "<%", "block_end_string": "%>",
            "comment_start_string": "<#", "comment_end_string": "#>", "trim_blocks": True, "lstrip_blocks": True}
case("custom delimiters", {
    "cookiecutter.json": {"name": "[[ 'a' ]]", "_jinja2_env_vars": SETTINGS, "list": ["x", "y"]},
    "[[cookiecutter.name]]/[[cookiecutter.list]].txt": "<# c #>\n  <% for x in [1, 2] %>\n  - [[ x ]] {{ kept }}\n  <% endfor %>\nend\n",
    "[[cookiecutter.name]]/ci.yml": "run: ${{ secrets.X }} {% raw %}\n",
})
case("both delimiters at the root", {
    "cookiecutter.json": {"name": "x", "_jinja2_env_vars": {"variable_start_string": "[[", "variable_end_string": "]]"}},
    "[[cookiecutter.name]]/a": "[[ cookiecutter.name ]]", "{{cookiecutter.name}}/b": "b",
})
case("line statements", {
    "cookiecutter.json": {**J, "_jinja2_env_vars": {"line_statement_prefix": "%%", "line_comment_prefix": "##"}},
    P + "a.txt": "%% for x in [1, 2]\n- {{ x }} ## note\n%% endfor\n",
})
case("trim and strip", {"cookiecutter.json": {**J, "_jinja2_env_vars": {"trim_blocks": True, "lstrip_blocks": True}},
    P + "a.txt": "  {% if true %}\n  a\n  {%+ if true %} b{% endif %}\n  {% endif %}\n{#- c -#}\n d\n"})
case("newline_sequence", {"cookiecutter.json": {**J, "_jinja2_env_vars": {"newline_sequence": "\r\n"}}, P + "a": "a\nb\n", P + "b": b"a\r\nb\r\n"})
case("a setting that is none", {"cookiecutter.json": {**J, "_jinja2_env_vars": {"nonsense": True}}, P + "a": "a"})
case("autoescape", {"cookiecutter.json": {**J, "html": "<b>", "_jinja2_env_vars": {"autoescape": True}}, P + "{{cookiecutter.html}}": "{{ cookiecutter.html }} {{ cookiecutter.html|safe }}"})

case("include and macros", {
    "cookiecutter.json": J,
    "templates/header.txt": "Header for {{ cookiecutter.name }}\n", "templates/macros.j2": "{% macro greet(who, mark='!') %}Hi {{ who }}{{ mark }}{% endmacro %}{% set version = 3 %}",
    "templates/base.html": "<{% block title %}base{% endblock %}>{% block body %}{% endblock %}\n", "templates/deep/x.txt": "deep {{ local }}",
    P + "readme.txt": "{% include 'header.txt' %}{% from 'macros.j2' import greet, version %}{{ greet('you') }} {{ version }}\n",
    P + "page.html": "{% extends 'base.html' %}{% block title %}{{ super() }} {{ cookiecutter.on }}{% endblock %}",
    P + "own.txt": "{% set local = 1 %}{% include 'part.txt' %} {% include 'deep/x.txt' %} {% import 'macros.j2' as m %}{{ m.greet(1, mark='?') }}", P + "part.txt": "part {{ cookiecutter.name }} {{ local|default('-') }}",
    P + "header.txt": "own header wins", P + "optional.txt": "{% include 'missing' ignore missing %}{% include ['missing', 'part.txt'] %}",
    P + "context.txt": "{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}{{ cookiecutter.on }}{% endcall %}",
})
case("a missing include", {"cookiecutter.json": J, P + "a": "{% include 'nothing' %}"})
case("an include that leads out", {"cookiecutter.json": J, P + "a": "{% include '../cookiecutter.json' %}"})
case("an include loop", {"cookiecutter.json": J, P + "a": "{% include 'a' %}"})

case("extensions", {
    "cookiecutter.json": {**J, "title": "Größe: Ein Test & mehr", "_extensions": ["jinja2.ext.do", "jinja2.ext.loopcontrols", "cookiecutter.extensions.SlugifyExtension"]},
    P + "a.txt": """{% set l = [] %}{% do l.append(1) %}{{ l }}{% for x in range(9) %}{% if x == 2 %}{% continue %}{% endif %}{% if x == 4 %}{% break %}{% endif %}{{ x }}{% endfor %}
{{ cookiecutter.title|slugify }} {{ cookiecutter.title|slugify(separator='_') }} {{ "It's 10,000 -- x" | slugify }} {{ 'a b c d' | slugify(max_length=4) }}
{{ 'one two three' | slugify(max_length=9, word_boundary=True) }} {{ 'one two three' | slugify(max_length=9, word_boundary=True, save_order=True) }}
{{ 'the cat and the hat' | slugify(stopwords=['the', 'and']) }} {{ 'A B' | slugify(lowercase=False) }} {{ 'x & y' | slugify(replacements=[['&', 'and']]) }}
{{ 'Ünïcode Straße ÆØÅ Łódź' | slugify }} {{ 'Ünïcode ß' | slugify(allow_unicode=True) }} {{ 'a&amp;b &eacute; &#38; &#x41;' | slugify }} {{ '' | slugify }} {{ '--x--' | slugify }}
{{ {'b': 1, 'a': [true, none, 1.5, 'é']} | jsonify }} {{ [1] | jsonify(indent=none) }} {{ [1, {'x': '<'}] | jsonify(1) }}
{{ uuid4()|length }} {{ random_ascii_string(7)|length }} {{ random_ascii_string(3, true)|length }}
""",
})
case("now", {"cookiecutter.json": {**J, "year": "{% now 'utc', '%Y' %}"},
    P + "a.txt": """{% now 'utc' %} {{ cookiecutter.year }} {% now 'UTC', '%Y-%m-%d %H:%M:%S.%f %z %Z' %}
{% now 'Europe/Berlin', '%d.%m.%y %H:%M %z' %} {% now '+05:30', '%c' %} {% now '-0800', '%x %X %p' %} {% now '02', '%z %Z' %}
{% now 'utc' + 'days=2, hours = 3', '%F %T' %} {% now 'utc' - 'months=2', '%F' %} {% now 'utc' + 'years=1', '%F' %} {% now 'utc' + 'weeks=1.5', '%F %T' %} {% now 'utc' + 'quarters=1', '%F' %}
{% now 'utc', '%a %A %b %B %j %U %W %V %G %u %w %y %e %k %l %I %M %S %n%t%% %D %R %r %h %C %s' %} {% now 'utc', '%-d %-m %_m %^a %q %' %}
{% now 'America/New_York' + 'days=10,hours=7', '%F %T %z' %} {% now 'utc', none %} {% now 'utc', '%Y' ~ '!' %}
"""})
case("an unknown time zone", {"cookiecutter.json": J, P + "a": "{% now 'Nowhere/Land' %}"})
case("an offset with two signs", {"cookiecutter.json": J, P + "a": "{% now 'utc' + 'hours=-3' %}"})
case("an offset that is none", {"cookiecutter.json": J, P + "a": "{% now 'utc' + 'eons=1' %}"})
case("an unknown extension", {"cookiecutter.json": {**J, "_extensions": ["no.such.Extension"]}, P + "a": "x"})
case("an extension of the template's own", {"cookiecutter.json": {**J, "_extensions": ["local_extensions.Shout"]},
    "local_extensions.py": "from cookiecutter.utils import simple_filter\n\n\n@simple_filter\ndef Shout(text):\n    return text.upper()\n",
    P + "a": "{{ 'x' | Shout }}"}, refused="syntax")

NESTED = {
    "one/cookiecutter.json": {"name": "first"}, "one/{{cookiecutter.name}}/f": "one {{ cookiecutter._template }}",
    "two/cookiecutter.json": {"name": "second"}, "two/{{cookiecutter.name}}/f": "two", "two/hooks/post_gen_project.sh": "#!/bin/sh\ntouch hooked\n",
}
TEMPLATES = {"templates": {"a": {"path": "./one", "title": "One", "description": "The first"}, "b": {"path": "./two"}}}
case("nested templates", {"cookiecutter.json": TEMPLATES, **NESTED})
case("the second of nested templates", {"cookiecutter.json": TEMPLATES, **NESTED}, typed=["2", ""], hooks=True)
case("nested templates as a list", {"cookiecutter.json": {"template": ["First (./one)", "Second (./two)"]}, **NESTED}, extra={"name": "given"})
case("a nested template that leads out", {"cookiecutter.json": {"templates": {"a": {"path": "../.."}}}, **NESTED})
case("a nested template with an absolute path", {"cookiecutter.json": {"templates": {"a": {"path": "/etc"}}}, **NESTED})
case("a directory", NESTED, directory="two")

HOOKS = {
    "cookiecutter.json": {**J, "docker": "no"},
    P + "keep.txt": "{{ cookiecutter.name }}", P + "docker/Dockerfile": "x", P + "script.sh": File("#!/bin/sh\n", 0o644),
    "hooks/pre_gen_project.py": "import os\nassert os.listdir('.') == []\nopen('pre.txt', 'w').write('{{ cookiecutter.name }}')\n",
    "hooks/post_gen_project.py": "import os, shutil\n{% if cookiecutter.docker == 'no' %}shutil.rmtree('docker')\n{% endif %}os.chmod('script.sh', 0o755)\nopen('post.txt', 'w').write(open('keep.txt').read())\n",
    "hooks/post_gen_project.py~": "nonsense", "hooks/other.py": "nonsense",
}
case("hooks on", HOOKS, hooks=True)
case("hooks off", HOOKS)
case("a hook that fails", {**HOOKS, "hooks/post_gen_project.py": "raise SystemExit(3)\n"}, hooks=True)
case("a hook that fails first", {**HOOKS, "hooks/pre_gen_project.py": "raise SystemExit(3)\n"}, hooks=True)
case("a hook with an undefined variable", {**HOOKS, "hooks/pre_gen_project.py": "{{ cookiecutter.nope }}\n"}, hooks=True)
case("hooks in the shell", {"cookiecutter.json": J, P + "a": "a",
    "hooks/post_gen_project.sh": File(b"#!/bin/sh\r\necho {{ cookiecutter.on }} > out.txt\r\n", 0o644), "hooks/pre_gen_project": "#!/bin/sh\nmkdir made\n"}, hooks=True)
case("a hook before makes a file that the template writes", {"cookiecutter.json": J, P + "a": "template", "hooks/pre_gen_project.sh": "#!/bin/sh\necho hook > a\necho own > b\n"}, hooks=True)
case("a hook before makes a folder of the template", {"cookiecutter.json": J, P + "d/a": "template", "hooks/pre_gen_project.sh": "#!/bin/sh\nmkdir d\n"}, hooks=True)
case("a hook that can't include", {"cookiecutter.json": J, "templates/x": "", P + "a": "", "hooks/post_gen_project.sh": "#!/bin/sh\n{% include 'x' %}\n"}, hooks=True)
