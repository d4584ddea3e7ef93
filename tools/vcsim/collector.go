package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// How long changes are gathered before they are sent.
const gathering = 20 * time.Millisecond

// Collector is a property collector that does what vCenter's does and the simulator's does not: it tells a change
// without reading everything anew for each, tells a property when a part of it or what it is a part of changed,
// and sends long answers in pages.
type Collector struct {
	simulator.PropertyCollector

	state   sync.Mutex // of what follows; never held while objects are read, which locks them
	filters []*Filter
	changed map[types.ManagedObjectReference][]string // the names of what changed, by object
	removed map[types.ManagedObjectReference]bool
	members bool                             // whether objects came or went
	wake    chan struct{}                    // holds one item while there is something to tell
	cancel  context.CancelFunc               // of the wait that goes on
	pages   map[string][]types.ObjectContent // the rests of long listings, by token

	telling sync.Mutex           // of what follows, and of what the filters know
	unsent  []types.ObjectUpdate // the rest of a long answer, of one filter
	owner   types.ManagedObjectReference
}

// The collectors of all sessions that wait for updates.
var collectors sync.Map

func installCollector() {
	collector := &Collector{}
	collector.Self = simulator.Map.Get(vim25.ServiceInstance).(*simulator.ServiceInstance).Content.PropertyCollector
	simulator.Map.Put(collector)
}

func (c *Collector) CreatePropertyCollector(ctx *simulator.Context, _ *types.CreatePropertyCollector) soap.HasFault {
	made := &Collector{}
	made.Self = types.ManagedObjectReference{Type: "PropertyCollector", Value: "session[" + ctx.Session.Key + "]" + uuid.New().String()}
	return &methods.CreatePropertyCollectorBody{
		Res: &types.CreatePropertyCollectorResponse{Returnval: ctx.Session.Put(made).Reference()},
	}
}

func (c *Collector) DestroyPropertyCollector(ctx *simulator.Context, r *types.DestroyPropertyCollector) soap.HasFault {
	c.stop()
	for _, filter := range c.filters {
		ctx.Session.Remove(filter.Self)
	}
	ctx.Session.Remove(c.Self)
	collectors.Delete(c)
	ctx.Map.RemoveHandler(c)
	return &methods.DestroyPropertyCollectorBody{Res: &types.DestroyPropertyCollectorResponse{}}
}

func (c *Collector) CreateFilter(ctx *simulator.Context, r *types.CreateFilter) soap.HasFault {
	filter := &Filter{collector: c}
	filter.Self = types.ManagedObjectReference{Type: "PropertyFilter", Value: "session[" + ctx.Session.Key + "]" + uuid.New().String()}
	filter.PartialUpdates = r.PartialUpdates
	filter.Spec = r.Spec
	ctx.Session.Put(filter)
	c.state.Lock()
	c.filters = append(c.filters, filter)
	c.Filter = append(c.Filter, filter.Self)
	c.members = true
	c.signal()
	c.state.Unlock()
	return &methods.CreateFilterBody{Res: &types.CreateFilterResponse{Returnval: filter.Self}}
}

// What the simulator's registry tells of every object.

func (c *Collector) PutObject(o mo.Reference) {
	c.state.Lock()
	c.members = true
	c.signal()
	c.state.Unlock()
}

func (c *Collector) UpdateObject(o mo.Reference, changes []types.PropertyChange) {
	names := make([]string, len(changes))
	for i := range changes {
		names[i] = changes[i].Name
	}
	c.touch(o.Reference(), names)
}

func (c *Collector) RemoveObject(ref types.ManagedObjectReference) {
	c.state.Lock()
	if c.removed == nil {
		c.removed = make(map[types.ManagedObjectReference]bool)
	}
	c.removed[ref] = true
	c.members = true
	c.signal()
	c.state.Unlock()
}

func (c *Collector) touch(ref types.ManagedObjectReference, names []string) {
	c.state.Lock()
	if c.changed == nil {
		c.changed = make(map[types.ManagedObjectReference][]string)
	}
	c.changed[ref] = append(c.changed[ref], names...)
	switch ref.Type {
	case "ContainerView", "ListView", "TaskManager", "Folder", "ComputeResource", "ClusterComputeResource":
		c.members = true // what they hold may be what a filter selects
	}
	c.signal()
	c.state.Unlock()
}

// signal is called with the state locked.
func (c *Collector) signal() {
	if c.wake == nil {
		c.wake = make(chan struct{}, 1)
	}
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

func (c *Collector) stop() {
	c.state.Lock()
	if c.cancel != nil {
		c.cancel()
	}
	c.state.Unlock()
}

func (c *Collector) CancelWaitForUpdates(*types.CancelWaitForUpdates) soap.HasFault {
	c.stop()
	return &methods.CancelWaitForUpdatesBody{Res: new(types.CancelWaitForUpdatesResponse)}
}

func (c *Collector) WaitForUpdates(ctx *simulator.Context, r *types.WaitForUpdates) soap.HasFault {
	body := &methods.WaitForUpdatesBody{}
	res := c.WaitForUpdatesEx(ctx, &types.WaitForUpdatesEx{This: r.This, Version: r.Version})
	if res.Fault() != nil {
		body.Fault_ = res.Fault()
	} else {
		body.Res = &types.WaitForUpdatesResponse{Returnval: *res.(*methods.WaitForUpdatesExBody).Res.Returnval}
	}
	return body
}

func (c *Collector) WaitForUpdatesEx(ctx *simulator.Context, r *types.WaitForUpdatesEx) soap.HasFault {
	wait, cancel := context.WithCancel(context.Background())
	limit := 0
	if r.Options != nil {
		if r.Options.MaxWaitSeconds != nil {
			cancel()
			wait, cancel = context.WithTimeout(context.Background(), time.Duration(*r.Options.MaxWaitSeconds)*time.Second)
		}
		limit = int(r.Options.MaxObjectUpdates)
	}
	defer cancel()
	c.state.Lock()
	c.cancel = cancel
	c.signal()
	c.state.Unlock()
	if r.Version == "" {
		c.telling.Lock()
		c.unsent = nil
		for _, filter := range c.Filter {
			ctx.Session.Get(filter).(*Filter).known = nil
		}
		c.telling.Unlock()
		collectors.Store(c, true)
		ctx.Map.AddHandler(c)
	}
	alive := time.NewTicker(100 * time.Millisecond)
	defer alive.Stop()
	for {
		select {
		case <-c.wake:
			if body := c.answer(ctx, r.Version, limit); body != nil {
				return body
			}
		case <-alive.C: // a session that is ended ends its waits
			if !sessionLives(ctx) {
				return &methods.WaitForUpdatesExBody{Fault_: simulator.Fault("", &types.NotAuthenticated{
					NoPermission: types.NoPermission{Object: c.Self, PrivilegeId: "System.View"},
				})}
			}
		case <-wait.Done():
			if wait.Err() == context.Canceled {
				return &methods.WaitForUpdatesExBody{Fault_: simulator.Fault("", new(types.RequestCanceled))}
			}
			select {
			case <-c.wake: // both happened: what there is to tell comes first
				if body := c.answer(ctx, r.Version, limit); body != nil {
					return body
				}
			default:
			}
			return &methods.WaitForUpdatesExBody{Res: &types.WaitForUpdatesExResponse{}}
		}
	}
}

// answer is what a wait ends with; nil when there is nothing to tell.
func (c *Collector) answer(ctx *simulator.Context, version string, limit int) soap.HasFault {
	if version != "" {
		time.Sleep(gathering)
	}
	set, fault := c.updates(ctx, limit)
	if fault != nil {
		return &methods.WaitForUpdatesExBody{Fault_: fault}
	}
	if set == nil {
		return nil
	}
	set.Version = nextVersion(version)
	return &methods.WaitForUpdatesExBody{Res: &types.WaitForUpdatesExResponse{Returnval: set}}
}

func nextVersion(version string) string {
	if len(version) > 8 {
		version = ""
	}
	return version + "-"
}

func sessionLives(ctx *simulator.Context) bool {
	body := simulator.Map.SessionManager().SessionIsActive(ctx, &types.SessionIsActive{
		SessionID: ctx.Session.Key, UserName: ctx.Session.UserName,
	})
	return body.(*methods.SessionIsActiveBody).Res.Returnval
}

// updates gathers what is to be told; nil when that is nothing.
func (c *Collector) updates(ctx *simulator.Context, limit int) (*types.UpdateSet, *soap.Fault) {
	c.telling.Lock()
	defer c.telling.Unlock()
	set := &types.UpdateSet{}
	if len(c.unsent) == 0 {
		c.state.Lock()
		filters := append([]*Filter(nil), c.filters...)
		changed, removed, members := c.changed, c.removed, c.members
		c.changed, c.removed, c.members = nil, nil, false
		c.state.Unlock()
		for _, filter := range filters {
			objects, fault := filter.updates(ctx, changed, removed, members)
			if fault != nil {
				return nil, fault
			}
			if len(objects) > 0 {
				set.FilterSet = append(set.FilterSet, types.PropertyFilterUpdate{Filter: filter.Self, ObjectSet: objects})
			}
		}
		if len(set.FilterSet) == 0 {
			return nil, nil
		}
	} else {
		set.FilterSet = []types.PropertyFilterUpdate{{Filter: c.owner, ObjectSet: c.unsent}}
		c.unsent = nil
	}
	if last := &set.FilterSet[len(set.FilterSet)-1]; limit > 0 && len(last.ObjectSet) > limit {
		c.owner, c.unsent = last.Filter, last.ObjectSet[limit:]
		last.ObjectSet = last.ObjectSet[:limit]
		set.Truncated = types.NewBool(true)
		c.state.Lock()
		c.signal()
		c.state.Unlock()
	}
	return set, nil
}

func (c *Collector) RetrievePropertiesEx(ctx *simulator.Context, r *types.RetrievePropertiesEx) soap.HasFault {
	body := c.PropertyCollector.RetrievePropertiesEx(ctx, r)
	if body.Fault() == nil && r.Options.MaxObjects > 0 {
		result := body.(*methods.RetrievePropertiesExBody).Res.Returnval
		result.Objects, result.Token = c.page(result.Objects, int(r.Options.MaxObjects))
	}
	return body
}

func (c *Collector) ContinueRetrievePropertiesEx(ctx *simulator.Context, r *types.ContinueRetrievePropertiesEx) soap.HasFault {
	c.state.Lock()
	objects, ok := c.pages[r.Token]
	delete(c.pages, r.Token)
	c.state.Unlock()
	if !ok {
		return &methods.ContinueRetrievePropertiesExBody{
			Fault_: simulator.Fault("", &types.InvalidArgument{InvalidProperty: "token"}),
		}
	}
	number, _, _ := strings.Cut(r.Token, "-")
	size, _ := strconv.Atoi(number)
	result := types.RetrieveResult{}
	result.Objects, result.Token = c.page(objects, size)
	return &methods.ContinueRetrievePropertiesExBody{Res: &types.ContinueRetrievePropertiesExResponse{Returnval: result}}
}

// page parts a listing, and keeps the rest under the token that it returns.
func (c *Collector) page(objects []types.ObjectContent, size int) ([]types.ObjectContent, string) {
	if len(objects) <= size {
		return objects, ""
	}
	token := fmt.Sprintf("%d-%s", size, uuid.New())
	c.state.Lock()
	defer c.state.Unlock()
	if c.pages == nil {
		c.pages = make(map[string][]types.ObjectContent)
	}
	c.pages[token] = objects[size:]
	return objects[:size], token
}
