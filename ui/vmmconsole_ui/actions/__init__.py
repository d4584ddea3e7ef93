"""What a person can do, each declared once; menus, toolbar, actions pane and context menus are places of it."""
