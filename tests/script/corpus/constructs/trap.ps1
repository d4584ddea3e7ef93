trap { "trapped: $_"; continue }
"one"
throw "first"
"two"
function Inner {
    trap [DivideByZeroException] { "zero"; continue }
    1 / 0
    "after zero"
}
Inner
"end"
