if ($true) { "x" } }
