// This file defines the heap of a VM: allocation, the mark-sweep collector, handles, finalizers and statistics.
//
// The rule that everything else leans on: ALLOCATION NEVER COLLECTS. Collection happens only in Collect(), which the
// machine calls at a safepoint, when every live pointer lies in a frame slot, a native's window, a global or a
// registered root. So C++ code may hold heap pointers in local variables for as long as it does not return to the
// machine; what has to survive longer lies in a handle or in a RootSource.
//
// Objects never move, interior pointers keep their object alive, memory is handed out zeroed.
//
// Thread rule: a Heap belongs to one thread at a time.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "runtime/value.h"

namespace golite::runtime {

class Heap;
class Marker;
struct Block;
struct HeapImpl;
struct SizeList;

inline constexpr size_t kHeapPage = 8192;
inline constexpr size_t kMaxSmallSize = 32768;  // larger objects have a block of their own
inline constexpr int kSizeClasses = 68;         // Go's, number 0 unused

enum class ObjectKind : uint8_t {
  kPlain,  // traced by its pointer map
#define OBJECT_KIND(name, trace, destroy) k##name,
#include "runtime/object_kinds.def"
#undef OBJECT_KIND
};

// How the objects of a block are traced. Canonical within a heap: one per distinct pointer map.
struct Layout {
  ObjectKind kind = ObjectKind::kPlain;
  uint32_t words = 1;                      // length of the map, which repeats over the object
  const WordKind* map = nullptr;
  uint64_t pointer_bits = 0;               // words <= 64: the words that may hold pointers
  bool only_pointers = false;              // every word is kPointer
  bool has_iface = false;                  // some word is kIfaceData
  uint32_t id = 0;
};

// A run of free, zeroed memory from which objects of one size and layout are cut. The run is a multiple of the size.
struct AllocCache {
  char* cursor = nullptr;
  char* limit = nullptr;
  uint64_t size = 0;
  SizeList* list = nullptr;
};

struct HeapOptions {
  uint64_t memory_limit = 0;        // bytes of pages in use; 0: none
  int gc_percent = 100;             // GOGC; negative: collect only on request and at the limit
  uint64_t min_heap = 4u << 20;     // no collection below this size
  bool stress = false;              // a collection is wanted before every allocation
  void (*trace)(void* arg, const char* line) = nullptr;  // receives a gctrace line per collection
  void* trace_arg = nullptr;
};

struct HeapStats {
  uint64_t alloc_bytes = 0;      // of objects allocated and not yet found dead
  uint64_t total_alloc = 0;      // ever allocated
  uint64_t mallocs = 0, frees = 0;
  uint64_t sys_bytes = 0;        // pages taken from the system
  uint64_t heap_inuse = 0;       // pages in blocks
  uint64_t heap_released = 0;
  uint64_t next_gc = 0;
  uint64_t live_after_gc = 0;
  uint64_t pause_total_ns = 0, last_pause_ns = 0;
  uint64_t last_gc_unix_ns = 0;
  uint32_t num_gc = 0, num_forced_gc = 0;
};

// Something that knows roots: the scheduler (goroutine stacks), tables of the runtime, an embedder.
class RootSource {
 public:
  // Marks every root. In a leak search (marker.leak_search()) a source of goroutines marks only what running and
  // runnable goroutines, timers and the event loop refer to.
  virtual void MarkRoots(Marker& marker) = 0;
  // Leak search: marks the roots of blocked goroutines that something marked can wake (marker.IsMarked(channel)), and
  // returns whether it found any. Called until all sources return false.
  virtual bool MarkWakeable(Marker&) { return false; }
  // Leak search: what is unmarked now is leaked. Takes note of it, and marks every remaining root.
  virtual void MarkLeaked(Marker&) {}

 protected:
  ~RootSource() = default;
};

// Something that keeps data beside heap memory, by address.
class HeapObserver {
 public:
  // The memory is handed out again after it held other objects.
  virtual void MemoryReused(const char* start, uint64_t bytes) = 0;
  // The memory goes back to the system.
  virtual void MemoryReleased(const char* start, uint64_t bytes) = 0;
  // Objects that are not marked are about to be freed.
  virtual void ObjectsDied(const Marker& marker) = 0;

 protected:
  ~HeapObserver() = default;
};

// What the tracing functions see of the collector.
class Marker {
 public:
  // Marks the object that `p` points to or into. p may be null, or point outside the heap.
  void Mark(const void* p);
  void Mark(uint64_t word) { Mark(reinterpret_cast<const void*>(word)); }
  // Marks the data word of an interface of dynamic type `type` (may be null).
  void MarkIface(const TypeDesc* type, uint64_t data) {
    if (type != nullptr && DataIsPointer(type)) Mark(data);
  }
  void MarkIface(const GoIface& x) { MarkIface(x.type, x.data); }
  // Marks one slot of a frame; for kIfaceData the slot before it is the type word.
  void MarkSlot(const uint64_t* slot, WordKind kind) {
    if (kind == WordKind::kPointer) Mark(*slot);
    if (kind == WordKind::kIfaceData) MarkIface(reinterpret_cast<const TypeDesc*>(slot[-1]), *slot);
  }
  // Marks what `count` consecutive values of type `t` in memory form, or one in slot form, refer to.
  void MarkValues(const TypeDesc* t, const void* memory, uint64_t count = 1);
  // Marks what consecutive slot-form values refer to: a parameter or result list. Returns the slot after them. A big
  // value is one slot here, a pointer.
  const uint64_t* MarkSlots(std::span<const TypeDesc* const> types, const uint64_t* slots);

  bool IsMarked(const void* p) const;  // true for pointers outside the heap
  bool leak_search() const { return leak_search_; }
  // Marks what the marked objects refer to.
  void Drain();
  // For whoever marks much at once, now and then: true when the run is over, so that the collection is given up.
  bool GiveUp();

  // Leak search: forgets what was marked since Save. Requires: nothing is left to Drain.
  std::vector<uint64_t> Save() const;
  void Restore(const std::vector<uint64_t>& saved);

 private:
  friend class Heap;
  struct Entry {  // the rest of an object, from `object` on, is to be scanned
    char* object;
    Block* block;
  };
  friend struct HeapImpl;
  explicit Marker(Heap& heap) : heap_(heap) {}
  void Push(char* object, Block* block);
  void ScanObject(char* object, Block* block);

  Heap& heap_;
  std::vector<Entry> stack_;
  bool leak_search_ = false;
  bool given_up_ = false;
};

class Heap {
 public:
  Heap(const vm::Program* program, const HeapOptions& options);
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  // --- Allocation. All memory is zeroed unless the name says Raw. ---

  // A value of type t. Requires: t is in the Program's types, at its index. Never null (see out_of_memory).
  void* New(const TypeDesc* t) {
    if (t->index < type_count_) [[likely]]
      if (void* p = TryCut(*type_caches_[t->index])) [[likely]] return p;
    return NewSlow(t);
  }
  // The fast path of New for the interpreter; null: save the state, CollectIfWanted, then New.
  void* NewFast(uint32_t type_index) { return TryCut(*type_caches_[type_index]); }
  // The closure object of fn, its first word set. Requires: fn->closure_type is not null.
  Closure* NewClosure(const vm::Function* fn);
  // The fast path, without the first word; null as for NewFast.
  Closure* NewClosureFast(uint32_t function_index) { return static_cast<Closure*>(TryCut(*closure_caches_[function_index])); }
  // n consecutive values. Null when the memory limit does not allow it.
  void* TryNewArray(const TypeDesc* elem, uint64_t n);
  // The same, but never null.
  void* NewArray(const TypeDesc* elem, uint64_t n);
  // Bytes that hold no pointers.
  void* NewNoscan(size_t bytes);
  void* NewNoscanRaw(size_t bytes);   // contents undefined
  void* TryNewNoscanRaw(size_t bytes);
  // An object of a given layout.
  void* NewObject(const Layout* layout, size_t bytes);
  void* TryNewObject(const Layout* layout, size_t bytes);
  // As New, but null where that would give memory that forgets, for what is read before the run ends. Without a layout
  // the contents are undefined.
  void* NewObjectOrNull(const Layout* layout, size_t bytes);
  // A C++ object destroyed with the Go object that refers to it: see runtime/object_kinds.h.

  const Layout* LayoutOf(const TypeDesc* t);           // null when t has no pointers
  const Layout* LayoutOf(ObjectKind kind, std::span<const WordKind> words = {});

  // The bytes an allocation of `size` really gets, as Go rounds it: what cap() shows after append.
  static uint64_t RoundUpSize(uint64_t size, bool noscan);

  // --- Collection. ---

  // Whether the machine should call Collect() at the next safepoint: before an allocating instruction, after a native.
  bool gc_wanted() const { return gc_wanted_; }
  // Makes a collection wanted, for runtime.GC.
  void RequestCollect() { gc_wanted_ = forced_ = true; }
  // The same with a leak search, for debug.Leaks.
  void RequestLeakSearch() { gc_wanted_ = forced_ = leak_search_wanted_ = true; }
  // Requires: a safepoint, all goroutine state saved.
  void Collect(bool forced = false);
  // Collect, and find what is blocked for ever (RootSource::MarkWakeable, MarkLeaked).
  void CollectWithLeakSearch();
  // The heap is over its limit and collection did not help, or a native asked for more than there can be (it was given
  // memory that forgets what is written): the machine ends the run with a fatal error. To be asked after Collect().
  bool out_of_memory() const { return out_of_memory_; }
  // What a Try function denied was indispensable.
  void NoteOutOfMemory() { out_of_memory_ = gc_wanted_ = attention_ = true; }

  // Whether the limit allows so many bytes outside the heap, which a native is about to build up. If not, memory is
  // exhausted from now on: the native returns at once.
  bool Affords(uint64_t bytes) {
    if (options_.memory_limit == 0 || bytes <= options_.memory_limit) [[likely]] return true;
    NoteOutOfMemory();
    return false;
  }

  // The most bytes of which Affords says yes.
  uint64_t MostAfforded() const { return options_.memory_limit == 0 ? UINT64_MAX : options_.memory_limit; }

  // The same for memory that is used up for good.
  bool ChargeGlobals(uint64_t bytes) {
    if (!Affords(bytes)) return false;
    if (options_.memory_limit != 0) options_.memory_limit -= std::min(options_.memory_limit - 1, bytes);
    return true;
  }

  // --- What the machine looks at after a native or an allocating instruction: one flag for all that is rare. ---

  // Memory is exhausted, or much work was done since the machine last looked whether the run shall go on.
  bool attention() const { return attention_; }
  void RequestAttention() { attention_ = true; }
  // Work of a native or an instruction in bytes touched, for those that touch many. Allocation counts itself.
  void NoteWork(uint64_t bytes) {
    work_ += bytes;
    if (work_ >= kLongWork) attention_ = true;
  }
  // The work since the last call. Ends the attention, unless memory is exhausted.
  uint64_t TakeWork() {
    attention_ = out_of_memory_;
    return std::exchange(work_, 0);
  }
  // The work that the fuel of the run still allows, counted from the last TakeWork.
  void SetWorkAllowance(uint64_t bytes) { work_allowance_ = bytes; }
  bool overworked() const { return work_ > work_allowance_; }
  static constexpr uint64_t kLongWork = 256u << 10;  // some ten microseconds

  uint64_t allocated_since_collect() const;
  uint64_t live_bytes() const;            // after the last collection
  bool collect_requested() const { return forced_; }

  // memmove, memset, memcmp and a hash, in pieces: when the stop flag is set they leave off, and what they did does not
  // matter.
  void CopyLong(void* to, const void* from, uint64_t bytes) const;
  void ClearLong(void* to, uint64_t bytes) const;
  void FillLong(void* to, uint8_t value, uint64_t bytes) const;
  int CompareLong(const void* a, const void* b, uint64_t bytes) const;
  uint64_t HashLong(const void* p, uint64_t bytes, uint64_t seed) const;
  // From how many bytes on these are worth it.
  static constexpr uint64_t kLong = 32u << 10;

  // When the flag is set, on any thread, a collection in progress is given up and none begins any more: the run is over.
  void SetStopFlag(const std::atomic<bool>* flag) { stop_flag_ = flag; }

  void AddRoots(RootSource* source);
  void RemoveRoots(RootSource* source);
  void SetObserver(HeapObserver* observer) { observer_ = observer; }
  // The same for what is told of deaths only.
  void SetExposed(HeapObserver* observer) { exposed_ = observer; }

  void set_stress(bool on);
  int SetGcPercent(int percent);         // returns the old one
  // debug.SetMemoryLimit: collect more often from this size on; 0 is none. The host's hard limit stays. Returns the old one.
  uint64_t SetSoftLimit(uint64_t limit);
  uint64_t soft_limit() const { return soft_limit_; }
  HeapStats Stats();
  // How many collections there have been, HeapStats::num_gc.
  uint32_t Collections() const;
  void ReleaseToSystem();                // debug.FreeOSMemory, after a collection

  // --- Questions about addresses. ---

  bool Contains(const void* p) const { return static_cast<uint64_t>(static_cast<const char*>(p) - base_) < used_bytes_; }
  // The addresses that heap memory may ever have: first and number of bytes.
  std::pair<uint64_t, uint64_t> Range() const;
  struct ObjectRef {
    void* start = nullptr;    // null: not in the heap
    size_t size = 0;
    const Layout* layout = nullptr;
  };
  ObjectRef FindObject(const void* p) const;

  // --- Handles: roots held by the host or by parked natives. ---

  // A slot that is a root until released. It may be written.
  void** NewHandle(void* p = nullptr);
  void ReleaseHandle(void** handle);

  // --- Finalizers, cleanups, weak pointers. ---

  // A call that is due: of a finalizer fn(object), or of a cleanup fn().
  struct DueCall {
    Closure* fn = nullptr;
    void* object = nullptr;
    const TypeDesc* type = nullptr;  // finalizer: of the pointer to the object
  };
  void SetFinalizer(void* object, Closure* fn, const TypeDesc* pointer_type);  // fn null: remove
  bool HasFinalizer(const void* object) const;
  uint64_t AddCleanup(void* object, Closure* fn);                              // returns an id
  void StopCleanup(uint64_t id);
  bool has_due_calls() const { return !due_calls_.empty(); }
  std::vector<DueCall> TakeDueCalls();   // the caller must root what it takes

  // A heap object {pointer} whose word is cleared when the object dies; the same handle for the same pointer.
  void* WeakHandle(void* object);

 private:
  friend class Marker;
  friend struct HeapImpl;

  void Cycle(bool forced, bool leak_search);
  void GiveUp();
  void* AllocSmallSlow(AllocCache& cache);
  void* NewSlow(const TypeDesc* t);
  Closure* NewClosureSlow(const vm::Function* fn);
  // What happens when the memory limit is reached: null; or the limit may be exceeded until the next safepoint, and past
  // that null, or memory that forgets.
  enum class Need : uint8_t { kTry, kNow, kAlways };
  void* Alloc(const Layout* layout, size_t bytes, bool zero, Need need);
  void* AllocLarge(const Layout* layout, size_t bytes, bool zero, Need need);

  // The cut that every allocation starts with: null when the run is used up.
  static void* TryCut(AllocCache& c) {
    char* p = c.cursor;
    if (p == c.limit) [[unlikely]] return nullptr;
    c.cursor = p + c.size;
    return p;
  }

  bool gc_wanted_ = false;
  bool out_of_memory_ = false;
  bool attention_ = false;
  bool forced_ = false;              // the wanted collection was requested by the script
  uint64_t work_ = 0;
  uint64_t work_allowance_ = UINT64_MAX;
  bool leak_search_wanted_ = false;
  const std::atomic<bool>* stop_flag_ = nullptr;  // null: never
  bool stopping() const { return stop_flag_ != nullptr && stop_flag_->load(std::memory_order_relaxed); }
  uint64_t soft_limit_ = 0;
  char* base_ = nullptr;             // of the reserved range
  uint64_t used_bytes_ = 0;          // its part that blocks have been made from
  Block** pages_ = nullptr;          // page number -> block
  // Never null; an entry nobody has used yet is a cache that is always empty.
  std::unique_ptr<AllocCache*[]> type_caches_;      // by TypeDesc::index
  std::unique_ptr<AllocCache*[]> closure_caches_;   // by Function::index
  uint32_t type_count_ = 0;
  AllocCache* noscan_caches_[kSizeClasses] = {};
  std::vector<DueCall> due_calls_;
  HeapObserver* observer_ = nullptr;
  HeapObserver* exposed_ = nullptr;
  HeapOptions options_;
  std::unique_ptr<HeapImpl> impl_;
};

// A root for the time of a scope, for code that returns to the machine and comes back (resumable natives, the host).
template <class T>
class Rooted {
 public:
  Rooted(Heap& heap, T* p = nullptr) : heap_(&heap), slot_(heap.NewHandle(p)) {}
  ~Rooted() { heap_->ReleaseHandle(slot_); }
  Rooted(const Rooted&) = delete;
  Rooted& operator=(const Rooted&) = delete;
  T* get() const { return static_cast<T*>(*slot_); }
  void set(T* p) { *slot_ = p; }
  T* operator->() const { return get(); }

 private:
  Heap* heap_;
  void** slot_;
};

// What New returns for a zero-size type.
extern const uint64_t kZeroSizeObject[1];

}  // namespace golite::runtime
