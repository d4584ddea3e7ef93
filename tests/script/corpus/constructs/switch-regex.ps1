foreach ($name in "db-pg-01", "app-web-02", "x") {
    switch -regex ($name) {
        "^db-(\w+)-" { "database $($matches[1])" }
        "\d+$"       { "ends in $($matches[0])" }
        default      { "nothing in $_" }
    }
}
