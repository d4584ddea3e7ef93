package main

import (
	"net/http"
	"os"
	"path"
	"reflect"
	"strings"
	"sync"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// serve lets the simulator do the call, and does what it leaves undone.
func (f *front) serve(w http.ResponseWriter, r *http.Request, call call, body []byte) {
	switch call.method {
	case "CreateVM_Task":
		making.Lock()
		f.service.ServeSDK(w, r)
		making.Unlock()
	case "FindChild", "FindByUuid":
		making.RLock()
		f.service.ServeSDK(w, r)
		making.RUnlock()
	case "CloneVM_Task":
		keepDevices(call.this, func() { f.service.ServeSDK(w, r) })
	case "RelocateVM_Task":
		from := hostOf(call.this)
		f.service.ServeSDK(w, r)
		relocate(call.this, from, body)
	case "RemoveSnapshot_Task":
		forgetCurrent(call.this)
		f.service.ServeSDK(w, r)
	default:
		f.service.ServeSDK(w, r)
	}
	tellAfter(call)
}

// forgetCurrent takes the mark of the present state from a first snapshot that is about to be removed, at which the
// simulator would break.
func forgetCurrent(ref types.ManagedObjectReference) {
	snapshot, ok := simulator.Map.Get(ref).(*simulator.VirtualMachineSnapshot)
	if !ok {
		return
	}
	machine := simulator.Map.Get(snapshot.Vm).(*simulator.VirtualMachine)
	simulator.Map.WithLock(machine, func() {
		tree := machine.Snapshot
		if tree == nil || tree.CurrentSnapshot == nil || *tree.CurrentSnapshot != ref {
			return
		}
		for _, first := range tree.RootSnapshotList {
			if first.Snapshot == ref {
				tree.CurrentSnapshot = nil
			}
		}
	})
}

// While a machine is made it has no name and no configuration for a moment, at which the simulator's searches break.
var making sync.RWMutex

// keepDevices gives the clone devices of its own: the simulator would let both machines have the same ones.
func keepDevices(ref types.ManagedObjectReference, clone func()) {
	machine, ok := simulator.Map.Get(ref).(*simulator.VirtualMachine)
	making.Lock()
	defer making.Unlock()
	if !ok {
		clone()
		return
	}
	var own object.VirtualDeviceList
	simulator.Map.WithLock(machine, func() {
		own = machine.Config.Hardware.Device
		copies := make([]types.BaseVirtualDevice, len(own))
		for i, device := range own {
			copies[i] = copyOf(device).(types.BaseVirtualDevice)
			inner := copies[i].GetVirtualDevice()
			if inner.Backing != nil {
				inner.Backing = copyOf(inner.Backing).(types.BaseVirtualDeviceBackingInfo)
			}
			if card, ok := copies[i].(types.BaseVirtualEthernetCard); ok && card.GetVirtualEthernetCard().AddressType != "manual" {
				card.GetVirtualEthernetCard().MacAddress = ""
			}
		}
		machine.Config.Hardware.Device = copies
	})
	defer simulator.Map.WithLock(machine, func() { machine.Config.Hardware.Device = own })
	clone()
}

func copyOf(pointer interface{}) interface{} {
	made := reflect.New(reflect.TypeOf(pointer).Elem())
	made.Elem().Set(reflect.ValueOf(pointer).Elem())
	return made.Interface()
}

func hostOf(ref types.ManagedObjectReference) types.ManagedObjectReference {
	if machine, ok := simulator.Map.Get(ref).(*simulator.VirtualMachine); ok {
		return *machine.Runtime.Host
	}
	return types.ManagedObjectReference{}
}

// relocate moves the machine's files, its place in lists, and its adapters to other networks.
func relocate(ref, from types.ManagedObjectReference, body []byte) {
	machine, ok := simulator.Map.Get(ref).(*simulator.VirtualMachine)
	method, err := simulator.UnmarshalBody(types.TypeFunc(), body)
	if !ok || err != nil {
		return
	}
	spec := method.Body.(*types.RelocateVM_Task).Spec
	simulator.Map.WithLock(machine, func() {
		moveFiles(machine, spec)
		for _, change := range spec.DeviceChange {
			asked := change.GetVirtualDeviceConfigSpec().Device.GetVirtualDevice()
			for _, device := range machine.Config.Hardware.Device {
				if inner := device.GetVirtualDevice(); inner.Key == asked.Key {
					inner.Backing, inner.Connectable = asked.Backing, asked.Connectable
				}
			}
		}
	})
	if to := *machine.Runtime.Host; to != from {
		old, new := simulator.Map.Get(from).(*simulator.HostSystem), simulator.Map.Get(to).(*simulator.HostSystem)
		simulator.Map.RemoveReference(old, &old.Vm, ref)
		simulator.Map.AppendReference(new, &new.Vm, ref)
	}
}

func moveFiles(machine *simulator.VirtualMachine, spec types.VirtualMachineRelocateSpec) {
	files := &machine.Config.Files
	folder := path.Base(path.Dir(pathOf(files.VmPathName).Path))
	single := make(map[int32]types.ManagedObjectReference)
	for _, locator := range spec.Disk {
		single[locator.DiskId] = locator.Datastore
	}
	for _, device := range machine.Config.Hardware.Device {
		disk, ok := device.(*types.VirtualDisk)
		if !ok {
			continue
		}
		store, named := single[disk.Key]
		if !named && spec.Datastore != nil {
			store, named = *spec.Datastore, true
		}
		if backing, ok := disk.Backing.(*types.VirtualDiskFlatVer2BackingInfo); ok && named {
			flat := strings.TrimSuffix(backing.FileName, ".vmdk") + "-flat.vmdk"
			moveFile(machine, flat, store, folder)
			backing.FileName = moveFile(machine, backing.FileName, store, folder)
			backing.Datastore = &store
		}
	}
	if spec.Datastore != nil {
		old := pathOf(files.VmPathName)
		if store := storeOf(machine, old.Datastore); store != nil {
			place := path.Join(store.Info.GetDatastoreInfo().Url, path.Dir(old.Path))
			others, _ := os.ReadDir(place)
			for _, other := range others {
				if !strings.HasSuffix(other.Name(), ".vmdk") && other.Name() != path.Base(old.Path) {
					name := object.DatastorePath{Datastore: old.Datastore, Path: path.Join(path.Dir(old.Path), other.Name())}
					moveFile(machine, name.String(), *spec.Datastore, folder)
				}
			}
			defer os.Remove(place) // when it is empty
		}
		files.VmPathName = moveFile(machine, files.VmPathName, *spec.Datastore, folder)
		machine.Summary.Config.VmPathName = files.VmPathName
		place := path.Dir(files.VmPathName)
		files.LogDirectory, files.SnapshotDirectory, files.SuspendDirectory = place, place, place
	}
	machine.Datastore = storesOf(machine)
	machine.RefreshStorageInfo(nil, nil)
}

// moveFile moves a file into the folder on another datastore and returns where it is then.
func moveFile(machine *simulator.VirtualMachine, name string, to types.ManagedObjectReference, folder string) string {
	old := pathOf(name)
	store := simulator.Map.Get(to).(*simulator.Datastore)
	if old.Datastore == store.Name {
		return name
	}
	made := object.DatastorePath{Datastore: store.Name, Path: path.Join(folder, path.Base(old.Path))}
	target := path.Join(store.Info.GetDatastoreInfo().Url, made.Path)
	_ = os.MkdirAll(path.Dir(target), 0700)
	if from := storeOf(machine, old.Datastore); from != nil {
		_ = os.Rename(path.Join(from.Info.GetDatastoreInfo().Url, old.Path), target)
	}
	return made.String()
}

func storesOf(machine *simulator.VirtualMachine) []types.ManagedObjectReference {
	names := map[string]bool{pathOf(machine.Config.Files.VmPathName).Datastore: true}
	for _, device := range machine.Config.Hardware.Device {
		if backing, ok := device.GetVirtualDevice().Backing.(*types.VirtualDiskFlatVer2BackingInfo); ok {
			names[pathOf(backing.FileName).Datastore] = true
		}
	}
	var found []types.ManagedObjectReference
	for name := range names {
		if store := storeOf(machine, name); store != nil {
			found = append(found, store.Self)
			if simulator.FindReference(store.Vm, machine.Self) == nil {
				store.Vm = append(store.Vm, machine.Self)
			}
		}
	}
	return found
}

func storeOf(machine *simulator.VirtualMachine, name string) *simulator.Datastore {
	host := simulator.Map.Get(*machine.Runtime.Host).(*simulator.HostSystem)
	store, _ := simulator.Map.FindByName(name, host.Datastore).(*simulator.Datastore)
	return store
}

func pathOf(text string) object.DatastorePath {
	var found object.DatastorePath
	found.FromString(text)
	return found
}
