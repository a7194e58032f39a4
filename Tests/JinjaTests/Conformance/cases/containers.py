templates("lists are references", """
{% set a = [1] %}{% set b = a %}{% set _ = b.append(2) %}{{ a }}
{% set a = [1, 2] %}{% set _ = a.extend((3, 4)) %}{{ a }}
{% set a = [1, 2] %}{% set _ = a.insert(0, 'x') %}{% set _ = a.insert(-1, 'y') %}{% set _ = a.insert(99, 'z') %}{{ a }}
{% set a = [1, 2, 3] %}{{ a.pop() }}{{ a.pop(0) }}{{ a }}
{% set a = [1, 2, 1] %}{% set _ = a.remove(1) %}{{ a }}
{% set a = [3, 1, 2] %}{% set _ = a.sort() %}{{ a }}{% set _ = a.sort(reverse=true) %}{{ a }}
{% set a = [3, 1, 2] %}{% set _ = a.reverse() %}{{ a }}
{% set a = [1, 2] %}{% set b = a.copy() %}{% set _ = b.clear() %}{{ a }}{{ b }}
{% set a = [1, 2, 1] %}{{ a.count(1) }}{{ a.index(2) }}{{ a.index(1, 1) }}
{% set a = [] %}{{ a.append(a) }}{{ a }}
{% set a = [1, 2, 3] %}{% for x in a %}{{ x }}{% if x < 3 and a | length < 6 %}{% set _ = a.append(9) %}{% endif %}{% endfor %}
{% set d = {'a': 1} %}{% set _ = d.update({'b': 2}, c=3) %}{{ d }}
{% set d = {'a': 1} %}{% set _ = d.update([('b', 2)]) %}{{ d }}
{% set d = {'a': 1, 'b': 2} %}{{ d.pop('a') }}{{ d.pop('x', 'no') }}{{ d }}
{% set d = {'a': 1, 'b': 2} %}{{ d.popitem() }}{{ d }}
{% set d = {} %}{{ d.setdefault('a', 1) }}{{ d.setdefault('a', 2) }}{{ d }}
{% set d = {'a': 1} %}{{ d.get('a') }}{{ d.get('b') }}{{ d.get('b', 7) }}
{% set d = {'b': 1, 'a': 2} %}{{ d.keys() | list }}{{ d.values() | list }}{{ d.items() | list }}
{% set d = {'a': 1} %}{% set k = d.keys() %}{% set _ = d.update(b=2) %}{{ k }}
{% set d = {'a': 1} %}{% for k in d %}{% set _ = d.update({k ~ 'x': 1}) %}{% endfor %}
{% set d = {'a': 1, 'b': 2, 'a': 3} %}{{ d }}
{% set d = {'a': {'b': [1]}} %}{% set _ = d.a.b.append(2) %}{{ d }}
{% set d = {} %}{% set _ = d.update(self=1) %}{{ d }}
{{ [].pop() }}
{{ [1].pop(5) }}
{{ [1].remove(2) }}
{{ [1].index(2) }}
{{ (1, 2).index(3) }}
{{ (1, 2, 1).count(1) }}
{{ {}.pop('a') }}
{{ {}.popitem() }}
{{ [1].append() }}
{{ [1].append(1, 2) }}
{{ {'a': 1}.update(1) }}
{{ {'a': 1}.update([1]) }}
{{ {'a': 1}.update([(1, 2, 3)]) }}
{{ {[1]: 2} }}
{{ {{}: 2} }}
{{ {'x': 1}.fromkeys(['a', 'b'], 0) }}
{{ [3, 'a'].sort() }}
{{ ['b', 'A', 'c'] | sort }}{% set a = ['b', 'A'] %}{% set _ = a.sort() %}{{ a }}
{{ range(5).index(3) }}{{ range(5).count(2) }}{{ range(0, 10, 3) | list }}{{ range(5, 0, -2) | list }}{{ range(0) | list }}
{{ range(3) == range(0, 3) }}{{ range(3) | last }}{{ range(1, 4) | first }}
{{ range(1.5) }}
{{ range('a') }}
{{ range() }}
{{ range(1, 2, 0) }}
{{ range(1, 2, 3, 4) }}
{{ dict(a=1, b=2) }}{{ dict([('x', 1)]) }}{{ dict({'a': 1}, b=3) }}{{ dict() }}
{{ dict(1) }}
{{ dict([1]) }}
{{ dict(a=1).__class__.__name__ }}{{ [].__class__ }}{{ 'a'.__class__.__name__ }}{{ 1.5.__class__.__name__ }}
{% set a, b = 1, 2 %}{{ a }}{{ b }}
{% set (a, b), c = (1, 2), 3 %}{{ a }}{{ b }}{{ c }}
{% set a, b = 'xy' %}{{ a }}{{ b }}
{% set a, b = {'k': 1, 'l': 2} %}{{ a }}{{ b }}
{% set a = 1, 2 %}{{ a }}
{% set a, = [1] %}{{ a }}
{% set a, b = [1] %}
{% set a, b = [1, 2, 3] %}
{% set a, b = 5 %}
{% for a, b in [(1, 2), (3, 4)] %}{{ a }}-{{ b }} {% endfor %}
{% for a, (b, c) in [(1, (2, 3))] %}{{ a }}{{ b }}{{ c }}{% endfor %}
{% for a, b in [1] %}{% endfor %}
{% for k, v in {'a': 1}.items() %}{{ k }}{{ v }}{% endfor %}
{% for k in {'a': 1, 'b': 2} %}{{ k }}{% endfor %}
{% for c in 'añb' %}{{ c }}.{% endfor %}
{% for x in 5 %}{% endfor %}
{% for x in none %}{% endfor %}
{% for x in nothing %}{% else %}none{% endfor %}
""")
templates("globals", """
{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.current }}{{ c.next() }}{{ c.next() }}{% set _ = c.reset() %}{{ c.next() }}
{% set j = joiner() %}{% for x in [1, 2, 3] %}{{ j() }}{{ x }}{% endfor %}
{% set j = joiner(' | ') %}{{ j() }}a{{ j() }}b
{% set ns = namespace(x=1, y='a') %}{% set ns.x = 5 %}{{ ns.x }}{{ ns.y }}{{ ns }}
{% set ns = namespace({'a': 1}) %}{{ ns.a }}{{ ns.b }}
{% set ns = namespace() %}{% for i in range(3) %}{% set ns.total = i %}{% endfor %}{{ ns.total }}
{% set ns = namespace(a=0, b=0) %}{% set ns.a, ns.b = 1, 2 %}{{ ns.a }}{{ ns.b }}
{% set ns = {} %}{% set ns.a = 1 %}
{% set ns.a = 1 %}
{{ cycler() }}
{{ namespace(x=1)['x'] }}
{{ range }}{{ dict }}{{ cycler }}
{% set ns = namespace(a=[1]) %}{% set ns.b %}captured{% endset %}{{ ns.b }}
{% set c = cycler(1, 2) %}{{ c.items }}{{ c.pos }}
{{ lipsum(n=2, html=false, min=3, max=4).split() | length > 3 }}
""")

expressions("dict.fromkeys", r"""
dict.fromkeys(['a', 'b'], 1)
dict.fromkeys('ab')
dict.fromkeys(5)
dict.fromkeys()
""")
