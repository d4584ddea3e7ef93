try { 1 }
"no catch"
