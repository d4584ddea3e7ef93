package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"regexp"
	"sync"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// heldTasks are tasks that take as long as a test wants; the simulator's own are over before they are told of.
type heldTasks struct {
	front   *front
	mutex   sync.Mutex
	wanted  map[string]int32 // the percent at which the next task of a method stays
	waiting []*HeldTask
}

// HeldTask is a task that somebody can cancel while it is held.
type HeldTask struct {
	simulator.Task

	ended sync.Once
	run   func()
}

func (h *heldTasks) serveHold(_ http.ResponseWriter, r *http.Request) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	if h.wanted == nil {
		h.wanted = make(map[string]int32)
	}
	h.wanted[r.URL.Query().Get("method")] = int32(number(r.URL.Query(), "progress"))
}

func (h *heldTasks) serveRelease(http.ResponseWriter, *http.Request) {
	h.mutex.Lock()
	waiting := h.waiting
	h.waiting = nil
	h.mutex.Unlock()
	for _, task := range waiting {
		task.ended.Do(task.run)
	}
}

func (h *heldTasks) takes(method string) bool {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	_, found := h.wanted[method]
	return found
}

// hold makes a task for the call, which is done when the task is released.
func (h *heldTasks) hold(call call, r *http.Request, body []byte) types.ManagedObjectReference {
	made := simulator.CreateTask(simulator.Map.Get(call.this), taskName(call.method), nil)
	simulator.Map.Remove(made.Self)
	task := &HeldTask{Task: *made}
	task.Info.Cancelable = true
	task.Info.State = types.TaskInfoStateRunning
	task.Info.StartTime = &task.Info.QueueTime
	h.mutex.Lock()
	task.Info.Progress = h.wanted[call.method]
	delete(h.wanted, call.method)
	h.waiting = append(h.waiting, task)
	h.mutex.Unlock()
	simulator.Map.Put(task)
	request := r.Clone(r.Context())
	task.run = func() {
		request.Body = io.NopCloser(bytes.NewReader(body))
		answer := httptest.NewRecorder()
		h.front.serve(answer, request, call, body)
		task.end(answer.Body.Bytes())
	}
	return task.Self
}

var taskReference = regexp.MustCompile(`<returnval[^>]*type="Task"[^>]*>([^<]+)<`)

// end takes over how the simulator's own task ended.
func (t *HeldTask) end(answer []byte) {
	changes := []types.PropertyChange{{Name: "info.state", Val: types.TaskInfoStateError}}
	if found := taskReference.FindSubmatch(answer); found != nil {
		ref := types.ManagedObjectReference{Type: "Task", Value: string(found[1])}
		info := simulator.Map.Get(ref).(*simulator.Task).Info
		changes = []types.PropertyChange{{Name: "info.result", Val: info.Result}, {Name: "info.state", Val: info.State}}
		if info.Error != nil {
			changes = append(changes, types.PropertyChange{Name: "info.error", Val: *info.Error})
		}
	}
	simulator.Map.Update(t, changes)
}

// CancelTask ends it while it is held.
func (t *HeldTask) CancelTask(*types.CancelTask) soap.HasFault {
	t.ended.Do(func() {
		simulator.Map.Update(t, []types.PropertyChange{
			{Name: "info.cancelled", Val: true},
			{Name: "info.error", Val: localized(&types.RequestCanceled{}, "The task was canceled by a user.")},
			{Name: "info.state", Val: types.TaskInfoStateError},
		})
	})
	return &methods.CancelTaskBody{Res: new(types.CancelTaskResponse)}
}

// failedTask makes a task that ended with a fault of that type.
func failedTask(call call, kind string) types.ManagedObjectReference {
	task := simulator.CreateTask(simulator.Map.Get(call.this), taskName(call.method), nil)
	found, ok := types.TypeFunc()(kind)
	if !ok {
		found = reflect.TypeOf(types.SystemError{})
	}
	fault := reflect.New(found).Interface().(types.BaseMethodFault)
	simulator.Map.Update(task, []types.PropertyChange{
		{Name: "info.error", Val: localized(fault, kind)},
		{Name: "info.state", Val: types.TaskInfoStateError},
	})
	return task.Self
}

func localized(fault types.BaseMethodFault, message string) types.LocalizedMethodFault {
	return types.LocalizedMethodFault{Fault: fault, LocalizedMessage: message}
}
