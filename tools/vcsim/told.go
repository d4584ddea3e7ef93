package main

import (
	"fmt"
	"sync/atomic"
	"time"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

var configurations int64

// Calls after which the simulator changed an object and did not tell it; a vCenter does.
var untold = map[string]bool{
	"EnterMaintenanceMode_Task": true, "ExitMaintenanceMode_Task": true, "MarkAsTemplate": true,
	"MarkAsVirtualMachine": true, "ReconfigVM_Task": true, "Rename_Task": true, "RelocateVM_Task": true,
	"CreateSnapshot_Task": true, "RemoveAllSnapshots_Task": true, "SetField": true, "AddPortGroup": true,
	"ShutdownGuest": true, "DisconnectHost_Task": true, "ReconnectHost_Task": true, "AddCustomFieldDef": true,
	"CreateResourcePool": true,
}

// tellAfter tells what the call changed, once it ended.
func tellAfter(call call) {
	if !untold[call.method] {
		return
	}
	ref := call.this
	if call.entity != nil {
		ref = *call.entity
	}
	object := simulator.Map.Get(ref)
	if object == nil {
		return
	}
	changes := []types.PropertyChange{}
	switch object := object.(type) {
	case *simulator.VirtualMachine:
		changes = machineChanges(call.method, object)
	case *simulator.HostSystem:
		changes = append(changes, types.PropertyChange{Name: "runtime", Val: object.Runtime})
		object.Summary.Runtime = &object.Runtime
	}
	switch call.method {
	case "CreateResourcePool": // views were asked before the pool was below its parent
		if pool, ok := object.(*simulator.ResourcePool); ok && len(pool.ResourcePool.ResourcePool) > 0 {
			children := pool.ResourcePool.ResourcePool
			simulator.Map.Put(simulator.Map.Get(children[len(children)-1]))
		}
		return
	case "AddCustomFieldDef":
		changes = []types.PropertyChange{{Name: "field"}}
	case "SetField":
		changes = append(changes, types.PropertyChange{Name: "customValue"}, types.PropertyChange{Name: "value"})
	}
	simulator.Map.WithLock(object, func() { tell(ref, changes) })
}

func machineChanges(method string, machine *simulator.VirtualMachine) []types.PropertyChange {
	if machine.Config == nil {
		return nil
	}
	switch method {
	case "ReconfigVM_Task", "Rename_Task", "MarkAsTemplate", "MarkAsVirtualMachine", "RelocateVM_Task":
		machine.Config.Name = machine.Name
		machine.Summary.Config.Name = machine.Name
		machine.Summary.Config.Annotation = machine.Config.Annotation
		machine.Config.Modified = time.Now()
		machine.Config.ChangeVersion = fmt.Sprintf("%s:%d", machine.Config.Modified.UTC().Format(time.RFC3339Nano),
			atomic.AddInt64(&configurations, 1))
		return []types.PropertyChange{{Name: "config"}, {Name: "summary"}, {Name: "guest"}, {Name: "runtime"}, {Name: "resourcePool"}}
	case "CreateSnapshot_Task", "RemoveAllSnapshots_Task":
		return []types.PropertyChange{{Name: "snapshot"}, {Name: "layoutEx"}}
	}
	return []types.PropertyChange{{Name: "summary"}, {Name: "guest"}, {Name: "runtime"}}
}

// tell tells every collector that these properties of an object changed; they are not set here.
func tell(ref types.ManagedObjectReference, changes []types.PropertyChange) {
	names := make([]string, len(changes))
	for i := range changes {
		names[i] = changes[i].Name
	}
	collectors.Range(func(key, _ interface{}) bool {
		key.(*Collector).touch(ref, names)
		return true
	})
}
