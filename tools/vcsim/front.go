package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25"
	"github.com/vmware/govmomi/vim25/types"
	"github.com/vmware/govmomi/vim25/xml"
)

// front stands before the simulator: it counts calls, answers some with faults when asked to, and tells what the
// simulator leaves untold. Tests ask it at /test/…:
//
//	GET  /test/calls                     how often each method was called, as JSON
//	POST /test/fault?method=M&times=N    the next N calls of M (any method when empty) fail; the body is the fault's
//	                                     XML, such as <NoPermissionFault xmlns="urn:vim25"> … ; drop=1 closes the
//	                                     connection without an answer instead; task=NoDiskSpace lets the task fail
//	POST /test/hold?method=M             the next task of M stays at progress=P percent until /test/release, or until
//	                                     it is cancelled
//	POST /test/release                   all tasks that are held go on
type front struct {
	service *simulator.Service

	mutex  sync.Mutex
	calls  map[string]int
	faults []*fault
	held   heldTasks
}

// call is what a request asks for; `entity` is the argument of that name.
type call struct {
	method string
	this   types.ManagedObjectReference
	entity *types.ManagedObjectReference
}

type fault struct {
	method, detail, task string
	times                int
	drop                 bool
}

func newFront(service *simulator.Service) http.Handler {
	f := &front{service: service, calls: make(map[string]int)}
	f.held.front = f
	mux := http.NewServeMux()
	mux.HandleFunc("/test/calls", f.serveCalls)
	mux.HandleFunc("/test/fault", f.serveFault)
	mux.HandleFunc("/test/hold", f.held.serveHold)
	mux.HandleFunc("/test/release", f.held.serveRelease)
	mux.HandleFunc(vim25.Path, f.serveSDK)
	mux.Handle("/", service.ServeMux)
	return mux
}

func (f *front) serveSDK(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	call := readCall(body)
	f.mutex.Lock()
	f.calls[call.method]++
	fault := f.due(call.method)
	f.mutex.Unlock()
	switch {
	case fault != nil && fault.drop:
		panic(http.ErrAbortHandler)
	case fault != nil && fault.task != "":
		answerTask(w, call, failedTask(call, fault.task))
	case fault != nil:
		answerFault(w, fault.detail)
	case f.held.takes(call.method):
		answerTask(w, call, f.held.hold(call, r, body))
	default:
		f.serve(w, r, call, body)
	}
}

// due is called with the mutex locked.
func (f *front) due(method string) *fault {
	for i, fault := range f.faults {
		if fault.method == "" || fault.method == method {
			if fault.times--; fault.times <= 0 {
				f.faults = append(f.faults[:i], f.faults[i+1:]...)
			}
			return fault
		}
	}
	return nil
}

func (f *front) serveCalls(w http.ResponseWriter, _ *http.Request) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	_ = json.NewEncoder(w).Encode(f.calls)
}

func (f *front) serveFault(_ http.ResponseWriter, r *http.Request) {
	detail, _ := io.ReadAll(r.Body)
	query := r.URL.Query()
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.faults = append(f.faults, &fault{
		method: query.Get("method"), times: number(query, "times"), detail: string(detail),
		drop: query.Get("drop") != "", task: query.Get("task"),
	})
}

func number(query url.Values, name string) int {
	value, _ := strconv.Atoi(query.Get(name))
	return value
}

// readCall reads no more of the request than which method of what it is.
func readCall(body []byte) call {
	var read call
	decoder := xml.NewDecoder(bytes.NewReader(body))
	for depth := 0; ; {
		token, err := decoder.Token()
		if err != nil {
			return read
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			switch {
			case depth == 3 && read.method == "":
				read.method = token.Name.Local
			case depth == 4 && token.Name.Local == "_this":
				depth--
				_ = decoder.DecodeElement(&read.this, &token)
			case depth == 4 && token.Name.Local == "entity":
				depth--
				read.entity = new(types.ManagedObjectReference)
				_ = decoder.DecodeElement(read.entity, &token)
			case depth == 2 && token.Name.Local != "Body":
				depth--
				_ = decoder.Skip()
			case depth == 4:
				depth--
				_ = decoder.Skip()
			}
		case xml.EndElement:
			depth--
		}
	}
}

const envelope = xml.Header + `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ` +
	`xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
	`<soapenv:Body>%s</soapenv:Body></soapenv:Envelope>`

func answerFault(w http.ResponseWriter, detail string) {
	w.Header().Set("Content-Type", "text/xml; charset=utf-8")
	w.WriteHeader(http.StatusInternalServerError)
	fmt.Fprintf(w, envelope, `<soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring></faultstring><detail>`+
		detail+`</detail></soapenv:Fault>`)
}

func answerTask(w http.ResponseWriter, call call, task types.ManagedObjectReference) {
	w.Header().Set("Content-Type", "text/xml; charset=utf-8")
	fmt.Fprintf(w, envelope, fmt.Sprintf(`<%sResponse xmlns="urn:vim25"><returnval type="Task">%s</returnval></%[1]sResponse>`,
		call.method, task.Value))
}

func taskName(method string) string {
	name := strings.TrimSuffix(method, "_Task")
	return strings.ToLower(name[:1]) + name[1:]
}
