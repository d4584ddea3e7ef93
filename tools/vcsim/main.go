// vcsim is a vCenter to test against: the simulator of Debian's golang-github-vmware-govmomi-dev, with what a real
// vCenter has and the simulator lacks (collector.go, told.go, undone.go), and what tests need (front.go): a certificate of
// theirs, counted calls, and faults on request. It prints its address when it is ready, and ends on SIGINT.
package main

import (
	"crypto/tls"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"

	"github.com/google/uuid"
	"github.com/vmware/govmomi/simulator"
	vapi "github.com/vmware/govmomi/vapi/simulator"
	"github.com/vmware/govmomi/vim25"
)

type options struct {
	listen, user, password, certificate, key, delays, instance string
	delay                                                      int
	verbose, loads                                             bool
}

func main() {
	model := simulator.VPX()
	var o options
	flag.IntVar(&model.Datacenter, "datacenters", 1, "number of datacenters")
	flag.IntVar(&model.Folder, "folders", 0, "how many of the datacenters stand in folders, and have folders")
	flag.IntVar(&model.Cluster, "clusters", 1, "number of clusters in a datacenter")
	flag.IntVar(&model.ClusterHost, "hosts", 2, "number of hosts in a cluster")
	flag.IntVar(&model.Host, "standalone-hosts", 1, "number of hosts of a datacenter that are in no cluster")
	flag.IntVar(&model.Pool, "pools", 0, "number of resource pools in a cluster")
	flag.IntVar(&model.Machine, "machines", 2, "number of virtual machines in each cluster and on each standalone host")
	flag.IntVar(&model.Datastore, "datastores", 1, "number of datastores in a datacenter")
	flag.IntVar(&model.Portgroup, "port-groups", 1, "number of distributed port groups in a datacenter")
	flag.BoolVar(&model.Autostart, "running", true, "whether the machines run")
	flag.StringVar(&o.listen, "listen", "127.0.0.1:0", "address and port to listen on; 0 takes a free one")
	flag.StringVar(&o.user, "user", "administrator@vsphere.local", "user name that may log in")
	flag.StringVar(&o.password, "password", "secret", "that user's password")
	flag.StringVar(&o.certificate, "certificate", "", "PEM file with the certificate; read again for each connection")
	flag.StringVar(&o.key, "key", "", "PEM file with the certificate's key")
	flag.IntVar(&o.delay, "delay", 0, "milliseconds that each call takes longer")
	flag.StringVar(&o.delays, "method-delays", "", "milliseconds that some calls take longer: PowerOnVM_Task=50,…")
	flag.StringVar(&o.instance, "instance", "", "another text is another vCenter: its ID and those of its machines")
	flag.BoolVar(&o.loads, "loads", false, "whether the machines have loads: 25 % of the processors, 321 MB")
	flag.BoolVar(&o.verbose, "verbose", false, "log to stderr")
	flag.Parse()
	if err := run(model, o); err != nil {
		fmt.Fprintln(os.Stderr, "vcsim:", err)
		os.Exit(1)
	}
}

func run(model *simulator.Model, o options) error {
	if !o.verbose {
		log.SetOutput(io.Discard)
	}
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGINT, syscall.SIGTERM)
	defer model.Remove() // the datastores' folders
	model.DelayConfig.Delay = o.delay
	model.DelayConfig.MethodDelay = methodDelays(o.delays)
	if err := model.Create(); err != nil {
		return err
	}
	if o.instance != "" {
		becomeAnother(o.instance)
	}
	if o.loads {
		becomeBusy()
	}
	listener, err := net.Listen("tcp", o.listen)
	if err != nil {
		return err
	}
	address := &url.URL{Scheme: "https", Host: listener.Addr().String(), Path: vim25.Path}
	address.User = url.UserPassword(o.user, o.password)
	service := model.Service
	service.Listen = address
	service.RegisterSDK(simulator.Map)
	service.ServeMux.Handle(vapi.New(address, simulator.Map.OptionManager().Setting)) // tags
	service.ServeMux.HandleFunc(vim25.Path+"/vimServiceVersions.xml", service.ServiceVersions)
	service.ServeMux.HandleFunc("/folder/", service.ServeDatastore)
	service.ServeMux.HandleFunc("/nfc/", simulator.ServeNFC)
	simulator.Map.SessionManager().ServiceHostName = address.Host
	installCollector()

	server := &http.Server{
		Handler: newFront(service),
		TLSConfig: &tls.Config{
			GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
				pair, err := tls.LoadX509KeyPair(o.certificate, o.key)
				return &pair, err
			},
		},
		ErrorLog: log.Default(),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.ServeTLS(listener, "", "") }()
	fmt.Println(address.Host)
	select {
	case err = <-failed:
		return err
	case <-ended:
		return server.Close()
	}
}

// becomeAnother gives the server and its machines other IDs: the simulator's are the same in each process.
func becomeAnother(instance string) {
	content := simulator.Map.Get(vim25.ServiceInstance).(*simulator.ServiceInstance).Content
	space := uuid.NewSHA1(uuid.NameSpaceOID, []byte(instance))
	content.About.InstanceUuid = space.String()
	simulator.Map.Get(vim25.ServiceInstance).(*simulator.ServiceInstance).Content = content
	for _, entity := range simulator.Map.All("VirtualMachine") {
		machine := entity.(*simulator.VirtualMachine)
		id := uuid.NewSHA1(space, []byte(machine.Config.InstanceUuid)).String()
		machine.Config.InstanceUuid, machine.Summary.Config.InstanceUuid = id, id
	}
}

// becomeBusy gives the machines loads: the simulator's have none.
func becomeBusy() {
	for _, entity := range simulator.Map.All("VirtualMachine") {
		machine := entity.(*simulator.VirtualMachine)
		machine.Runtime.MaxCpuUsage, machine.Summary.Runtime.MaxCpuUsage = 2000, 2000
		machine.Summary.QuickStats.OverallCpuUsage = 500
		machine.Summary.QuickStats.GuestMemoryUsage = 321
	}
}

func methodDelays(text string) map[string]int {
	delays := make(map[string]int)
	for _, part := range strings.Split(text, ",") {
		if name, value, ok := strings.Cut(part, "="); ok {
			delays[name], _ = strconv.Atoi(value)
		}
	}
	return delays
}
