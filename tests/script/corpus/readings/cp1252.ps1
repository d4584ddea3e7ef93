'Grüße – “quoted” €'
$größe = 5; "$größe"
