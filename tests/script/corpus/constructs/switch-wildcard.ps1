foreach ($name in "db-pg-01", "app-web-02", "vdi-3", "zzz") {
    switch -wildcard ($name) {
        "db-*"  { "$name database" }
        "app-*" { "$name application"; break }
        "*3"    { "$name three" }
        default { "$name unknown" }
    }
}
