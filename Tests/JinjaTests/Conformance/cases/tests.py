expressions("types", """
1 is integer
true is integer
1.0 is integer
1.0 is float
1 is float
1 is number
true is number
'a' is number
'a' is string
1 is string
('a' | safe) is string
[] is sequence
() is sequence
'a' is sequence
{} is sequence
5 is sequence
range(3) is sequence
{} is mapping
[] is mapping
[] is iterable
'a' is iterable
5 is iterable
{}.items() is iterable
{}.items() is sequence
none is none
0 is none
true is boolean
1 is boolean
true is true
1 is true
false is false
0 is false
range is callable
'a'.upper is callable
'a' is callable
nothing is defined
nothing is undefined
1 is defined
'a' is escaped
('a' | escape) is escaped
'abc' is lower
'Abc' is lower
'ABC' is upper
'' is upper
1 is upper
3 is odd
4 is odd
-3 is odd
4 is even
0 is even
2.0 is even
'a' is odd
9 is divisibleby 3
9 is divisibleby(2)
9 is divisibleby 0
10 ** 30 is even
""")
expressions("comparison", """
1 is eq 1
1 is equalto 1.0
1 is ne 2
1 is lt 2
1 is lessthan 2
2 is gt 1
2 is greaterthan 1
1 is le 1
1 is ge 1
1 is ==(1)
'a' is in 'abc'
1 is in [1, 2]
1 is in([3])
1 is sameas 1
[] is sameas []
none is sameas none
true is sameas true
1 is sameas true
'upper' is filter
'nosuch' is filter
'odd' is test
'nosuch' is test
[] is filter
""")
expressions("syntax", """
1 is not none
not 1 is none
1 is defined and 2 is defined
1 is none or 2
1 is none else
'a' if 1 is odd else 'b'
nothing is defined and nothing.x
1 is nosuch
1 is defined is defined
1 is odd is defined
5 is divisibleby 5 and true
[1, 2] is in [[1, 2]]
1 is eq 2 - 1
1 is eq(2 - 1)
'x' is eq 'x'.lower()
1 is not odd
1 is not divisibleby 2
4 is divisibleby 2 | string
2 is odd | string
nothing.attribute is defined
{}.missing is defined
{}.missing is undefined
1 is lt 'a'
""")
