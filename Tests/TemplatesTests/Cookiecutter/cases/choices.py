"""Choices, booleans, dictionaries, private and rendered variables, defaults that depend on others."""

BASE = {
    "project_name": "Pay & Go",
    "slug": "{{ cookiecutter.project_name|lower|replace(' & ', '-') }}",
    "licence": ["MIT", "BSD-{{ 1 + 2 }}", "None"],
    "docker": True,
    "metrics": False,
    "year": 2024,
    "ratio": 1.50,
    "big": 1e20,
    "nothing": None,
    "empty": "",
    "settings": {"host": "{{ cookiecutter.slug }}.local", "port": 8080, "tags": ["a", "{{ cookiecutter.year }}"],
                 "inner": {"on": True, "none": None}},
    "_private": "{{ raw }}",
    "_list": ["x", "{{ y }}"],
    "__rendered": "{{ cookiecutter.slug|upper }}",
    "__dict": {"k-{{ cookiecutter.slug }}": "{{ cookiecutter.settings.host if cookiecutter.settings is defined else '-' }}"},
    "__list": ["{{ cookiecutter.year }}", True],
}

SHOW = """{% for key, value in cookiecutter.items() if key not in ('_template', '_output_dir', '_repo_dir') -%}
{{ key }}={{ value }}|{{ value.__class__.__name__ }}
{% endfor %}
raw: {{ _cookiecutter }}
{{ cookiecutter|jsonify }}
{{ cookiecutter.settings|tojson }}
{{ cookiecutter._template }} {{ cookiecutter._output_dir }} {{ cookiecutter._repo_dir }} {{ cookiecutter._checkout }}
"""

FILES = {"cookiecutter.json": BASE, "{{cookiecutter.slug}}/all.txt": SHOW}

case("defaults", FILES)
case("given values", FILES, extra={"project_name": "Ünï", "licence": "None", "docker": "no", "metrics": "ON", "unknown": "x"})
case("a choice is compared with the raw options", FILES, extra={"licence": "BSD-{{ 1 + 2 }}"})
case("a rendered choice is none", FILES, extra={"licence": "BSD-3"})
case("a boolean that is none", FILES, extra={"docker": "maybe"})
case("a dictionary given as text becomes text", FILES, extra={"settings": '{"host": "x"}'})
case("a private value can be given", FILES, extra={"_private": "mine", "__rendered": "{{ 1 + 1 }}"})
case("values are rendered only once", FILES, extra={"project_name": "{{ '{{ 1 }}' }}", "slug": "s"})
case("typed answers", FILES, typed=["My Name", "", "2", "n", "y", "1999", "", "", "thing", " x ", '{"host": "typed", "n": 1}'])
case("typed nonsense is asked again", FILES, typed=["A", "b", "7", "x", "3", "perhaps", "t", "f", "", "", "", "v", "e", "[1]", "{", ""])
case("configured defaults", FILES, config="""
default_context:
  project_name: From Config
  docker: no
  licence: None
  year: 0o17
  settings: {port: 9, extra: yes}
  other: 1
""")
case("configured defaults that don't fit", FILES, config="default_context: {project_name: A, licence: GPL, year: 1}")
case("given values win over configured ones", FILES, config="default_context: {project_name: A, year: 7}", extra={"project_name": "B"})
case("a replay file", FILES, replay={"cookiecutter": {**BASE, "slug": "again", "settings": {"host": 1}, "licence": "MIT", "_template": "t"}})
case("a replay file without some variables", FILES, replay={"cookiecutter": {"slug": "again", "project_name": "P", "settings": {"host": 1}}}, typed=["2", "", "no", "", "", "", "n", "e"])
case("prompts", {
    "cookiecutter.json": {"name": "n", "kind": ["a", "b"], "__prompts__": {"name": "The name", "kind": {"__prompt__": "Which", "a": "First"}}},
    "{{cookiecutter.name}}/f": "{{ cookiecutter.kind }} {{ cookiecutter.__prompts__ is defined }} {{ cookiecutter }}",
}, typed=["x", "2"])
case("an undefined variable in a default", {
    "cookiecutter.json": {"name": "{{ cookiecutter.nope }}"}, "{{cookiecutter.name}}/f": "",
})
case("no choices", {"cookiecutter.json": {"name": "n", "kind": []}, "{{cookiecutter.name}}/f": ""})
case("a changed dictionary is seen later", {
    "cookiecutter.json": {"name": "live", "count": "{% set _ = cookiecutter.update({'early': 'yes'}) %}1", "late": "{{ cookiecutter.early }}"},
    "{{cookiecutter.name}}/a.txt": "{{ cookiecutter.update({'seen': 'from a'}) }}{% set _ = cookiecutter.update(name='other') %}",
    "{{cookiecutter.name}}/b.txt": "{{ cookiecutter.seen }} {{ cookiecutter.name }} {{ cookiecutter.early }}",
    "{{cookiecutter.name}}/sub/{{cookiecutter.seen}}.txt": "{{ cookiecutter.late }}",
    "hooks/post_gen_project.sh": "#!/bin/sh\necho '{{ cookiecutter.seen }}' > hook.txt\n",
}, hooks=True)
