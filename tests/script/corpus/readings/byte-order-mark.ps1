"BOM at the start"
"äöü – €"
