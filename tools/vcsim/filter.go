package main

import (
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// Filter is what one of a collector's clients wants to know.
type Filter struct {
	mo.PropertyFilter

	collector *Collector
	known     map[types.ManagedObjectReference]bool
}

func (f *Filter) DestroyPropertyFilter(ctx *simulator.Context, _ *types.DestroyPropertyFilter) soap.HasFault {
	c := f.collector
	c.state.Lock()
	for i := range c.filters {
		if c.filters[i] == f {
			c.filters = append(c.filters[:i], c.filters[i+1:]...)
			break
		}
	}
	simulator.RemoveReference(&c.Filter, f.Self)
	c.state.Unlock()
	ctx.Session.Remove(f.Self)
	return &methods.DestroyPropertyFilterBody{Res: &types.DestroyPropertyFilterResponse{}}
}

func (f *Filter) updates(
	ctx *simulator.Context, changed map[types.ManagedObjectReference][]string,
	removed map[types.ManagedObjectReference]bool, members bool,
) ([]types.ObjectUpdate, *soap.Fault) {
	var told []types.ObjectUpdate
	entered := make(map[types.ManagedObjectReference]bool)
	if members || f.known == nil {
		selected, fault := f.selected(ctx)
		if fault != nil {
			return nil, fault
		}
		present := make(map[types.ManagedObjectReference]bool, len(selected))
		var fresh []types.ManagedObjectReference
		for _, ref := range selected {
			present[ref] = true
			if !f.known[ref] || removed[ref] {
				fresh = append(fresh, ref)
			}
		}
		for ref := range f.known {
			if !present[ref] {
				told = append(told, types.ObjectUpdate{Obj: ref, Kind: types.ObjectUpdateKindLeave})
			}
		}
		f.known = present
		for _, update := range f.read(ctx, fresh, nil, types.ObjectUpdateKindEnter) {
			entered[update.Obj] = true
			told = append(told, update)
		}
	}
	for ref, names := range changed {
		if f.known[ref] && !entered[ref] {
			told = append(told, f.read(ctx, []types.ManagedObjectReference{ref}, names, types.ObjectUpdateKindModify)...)
		}
	}
	return told, nil
}

// selected lists the objects that the filter is about, without their properties.
func (f *Filter) selected(ctx *simulator.Context) ([]types.ManagedObjectReference, *soap.Fault) {
	spec := types.PropertyFilterSpec{ObjectSet: f.Spec.ObjectSet, ReportMissingObjectsInResults: f.Spec.ReportMissingObjectsInResults}
	for _, set := range f.Spec.PropSet {
		spec.PropSet = append(spec.PropSet, types.PropertySpec{Type: set.Type})
	}
	body := f.collector.PropertyCollector.RetrievePropertiesEx(ctx, &types.RetrievePropertiesEx{SpecSet: []types.PropertyFilterSpec{spec}})
	if fault := body.Fault(); fault != nil {
		return nil, fault
	}
	objects := body.(*methods.RetrievePropertiesExBody).Res.Returnval.Objects
	refs := make([]types.ManagedObjectReference, len(objects))
	for i := range objects {
		refs[i] = objects[i].Obj
	}
	return refs, nil
}

// read fetches the filter's properties of some objects; of those that changed, where names are given.
func (f *Filter) read(
	ctx *simulator.Context, refs []types.ManagedObjectReference, names []string, kind types.ObjectUpdateKind,
) []types.ObjectUpdate {
	if len(refs) == 0 {
		return nil
	}
	asked := make(map[string]bool)
	spec := types.PropertyFilterSpec{ReportMissingObjectsInResults: types.NewBool(true)}
	for _, set := range f.Spec.PropSet {
		part := types.PropertySpec{Type: set.Type, All: set.All}
		for _, path := range set.PathSet {
			if names == nil || concerns(path, names) {
				part.PathSet = append(part.PathSet, path)
				asked[path] = true
			}
		}
		spec.PropSet = append(spec.PropSet, part)
	}
	for _, ref := range refs {
		spec.ObjectSet = append(spec.ObjectSet, types.ObjectSpec{Obj: ref})
	}
	body := f.collector.PropertyCollector.RetrievePropertiesEx(ctx, &types.RetrievePropertiesEx{SpecSet: []types.PropertyFilterSpec{spec}})
	if body.Fault() != nil {
		return nil // gone meanwhile: the next round tells it
	}
	var told []types.ObjectUpdate
	for _, object := range body.(*methods.RetrievePropertiesExBody).Res.Returnval.Objects {
		update := types.ObjectUpdate{Obj: object.Obj, Kind: kind}
		found := make(map[string]bool)
		for _, property := range object.PropSet {
			found[property.Name] = true
			update.ChangeSet = append(update.ChangeSet, types.PropertyChange{
				Op: types.PropertyChangeOpAssign, Name: property.Name, Val: property.Val,
			})
		}
		if kind == types.ObjectUpdateKindModify {
			for path := range asked {
				if !found[path] && f.has(object.Obj.Type, path) {
					update.ChangeSet = append(update.ChangeSet, types.PropertyChange{Op: types.PropertyChangeOpAssign, Name: path})
				}
			}
			if len(update.ChangeSet) == 0 {
				continue
			}
		}
		told = append(told, update)
	}
	return told
}

// has says whether the filter asks for that property of objects of that very type.
func (f *Filter) has(kind, path string) bool {
	for _, set := range f.Spec.PropSet {
		if set.Type != kind {
			continue
		}
		for _, name := range set.PathSet {
			if name == path {
				return true
			}
		}
	}
	return false
}

// concerns says whether a property is one of those that changed, a part of one, or has one as a part.
func concerns(path string, names []string) bool {
	for _, name := range names {
		if name == path || name == "" || strings.HasPrefix(name, path+".") || strings.HasPrefix(path, name+".") {
			return true
		}
	}
	return false
}
