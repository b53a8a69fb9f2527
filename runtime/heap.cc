// This file implements the heap: pages, blocks, allocation, marking and sweeping. docs/collector.md is its essay.
#include "runtime/heap.h"

#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstdio>
#include <cstring>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "runtime/hash.h"
#include "runtime/object_kinds.h"
#include "runtime/size_classes.h"
#include "support/check.h"
#include "vm/program.h"

namespace golite::runtime {

const uint64_t kZeroSizeObject[1] = {0};

// A run of pages: free, cut into objects of one size and layout, or one large object. Lies outside the heap.
struct Block {
  enum class State : uint8_t { kFree, kSmall, kLarge };

  char* start = nullptr;
  const Layout* layout = nullptr;  // null: nothing in it is scanned
  SizeList* list = nullptr;        // kSmall
  uint64_t size = 0;               // of an object
  uint32_t magic = 0;              // offset * magic >> 32 is the number of the object; 0 when there is only one
  uint32_t count = 0;              // objects
  uint32_t pages = 0;
  uint32_t next_free = 0;          // kSmall: allocation continues at this object
  uint32_t number = 0;             // in HeapImpl::blocks
  State state = State::kFree;
  bool fresh = false;              // the pages are still as the system gave them, zero
  Block* prev = nullptr;           // kFree: in its bin
  Block* next = nullptr;
  uint64_t marks[1];               // one bit per object; more words follow

  uint32_t mark_words() const { return (count + 63) / 64; }
  char* end() const { return start + uint64_t{pages} * kHeapPage; }
  char* object(uint32_t i) const { return start + i * size; }
};

// All blocks of one layout and size class.
struct SizeList {
  AllocCache cache;
  const Layout* layout = nullptr;
  int size_class = 0;
  Block* current = nullptr;
  std::vector<Block*> partial;  // swept blocks with free objects, to be used from the back
};

struct LayoutImpl : Layout {
  SizeList* lists[kSizeClasses] = {};
  std::vector<WordKind> map_storage;
};

namespace {

uint64_t NowNs(clockid_t clock) {
  timespec t;
  clock_gettime(clock, &t);
  return static_cast<uint64_t>(t.tv_sec) * 1'000'000'000u + static_cast<uint64_t>(t.tv_nsec);
}

constexpr uint64_t kDefaultReserve = uint64_t{64} << 30;
constexpr uint32_t kBins = 64;                 // free runs of 1..63 pages by length, longer ones in a tree
constexpr uint32_t kGrowPages = 64;            // the heap's used part grows by at least this
constexpr uint64_t kCommitStep = 4u << 20;
constexpr uint64_t kScanChunk = 4096;          // words of a large object scanned at once
constexpr int kPrefetchDistance = 8;           // objects between a prefetch and its scan

struct KindRow {
  ObjectTraceFn* trace;
  void (*destroy)(void*, size_t);
};
constexpr KindRow kKinds[] = {
    {nullptr, nullptr},
#define OBJECT_KIND(name, trace, destroy) {trace, destroy},
#include "runtime/object_kinds.def"
#undef OBJECT_KIND
};
const KindRow& RowOf(ObjectKind kind) { return kKinds[static_cast<int>(kind)]; }

constinit const AllocCache kEmptyCache;
// What a table of caches holds before the first allocation: cursor and limit are equal, so nobody writes it.
AllocCache* EmptyCache() { return const_cast<AllocCache*>(&kEmptyCache); }

}  // namespace

struct HeapImpl {
  Heap& heap;
  const vm::Program* program;

  uint64_t reserved_bytes = 0;
  uint64_t committed_bytes = 0;
  std::vector<Block*> blocks;          // every small and large block
  Block* bins[kBins] = {};
  uint64_t bin_mask = 0;               // bins that are not empty
  struct Longer {
    bool operator()(const Block* a, const Block* b) const {
      return a->pages != b->pages ? a->pages < b->pages : a->start < b->start;
    }
  };
  std::set<Block*, Longer> long_runs;
  uint64_t inuse_pages = 0;            // in small and large blocks
  uint64_t free_pages = 0;
  uint64_t released_pages = 0;         // of the free ones, given back to the system

  std::unordered_map<std::string, std::unique_ptr<LayoutImpl>> layouts;  // by kind and map
  std::vector<const Layout*> type_layouts;                               // by TypeDesc::index
  std::vector<uint8_t> type_layout_known;
  std::unordered_map<const TypeDesc*, const Layout*> foreign_layouts;    // types that are not in the Program
  LayoutImpl noscan;
  std::vector<std::unique_ptr<SizeList>> lists;

  // Pacing and statistics.
  uint64_t live_bytes = 0;             // found by the last collection
  uint64_t live_objects = 0;
  uint64_t allocated_bytes = 0;        // since then, runs counted whole
  uint64_t allocated_objects = 0;
  uint64_t trigger = 0;                // allocated_bytes that make a collection wanted
  uint64_t goal = 0;
  uint64_t past_bytes = 0, past_objects = 0;  // allocated before the last collection
  HeapStats stats;
  uint64_t start_ns = NowNs(CLOCK_MONOTONIC);

  std::vector<RootSource*> sources;
  Marker marker;

  std::vector<std::unique_ptr<void*[]>> handle_chunks;
  std::vector<void**> free_handles;

  struct Finalizer {
    Closure* fn;
    const TypeDesc* type;
  };
  struct Cleanup {
    uint64_t id;
    void* object;  // null: it was stopped
    Closure* fn;
  };
  std::map<void*, Finalizer> finalizers;  // by object; in the order of addresses, which repeats
  std::vector<Cleanup> cleanups;  // in the order of their numbers
  size_t removed_cleanups = 0;
  uint64_t next_cleanup = 1;
  std::unordered_map<void*, void**> weak_handles;  // object -> its handle, an unscanned heap object

  struct Mapping {
    void* at;
    size_t bytes;
  };
  std::vector<Mapping> buckets;  // memory handed out when there was none: see BitBucket

  explicit HeapImpl(Heap& h, const vm::Program* p) : heap(h), program(p), marker(h) {}

  // ---- pages
  bool Reserve();
  Block* NewBlockRecord(uint32_t objects);
  void BinInsert(Block* run);
  void BinRemove(Block* run);
  Block* TakePages(uint32_t pages, uint32_t objects, bool* fresh);
  bool Grow(uint32_t pages);
  void FreePages(Block* block);
  void SetPages(Block* b, char* from, uint32_t pages) {
    Block** first = heap.pages_ + (from - heap.base_) / kHeapPage;
    std::fill(first, first + pages, b);
  }
  Block* PageAt(const char* p) const { return heap.pages_[static_cast<uint64_t>(p - heap.base_) / kHeapPage]; }
  bool MayTake(uint32_t pages, bool may_fail);
  void* BitBucket(size_t bytes);

  // ---- blocks
  SizeList* ListOf(const Layout* layout, int size_class);
  Block* NewSmallBlock(SizeList* list);
  void AddBlock(Block* b) {
    b->number = static_cast<uint32_t>(blocks.size());
    blocks.push_back(b);
  }
  void RemoveBlock(Block* b) {
    blocks.back()->number = b->number;
    blocks[b->number] = blocks.back();
    blocks.pop_back();
  }
  const Layout* InternLayout(ObjectKind kind, std::span<const WordKind> words);

  // ---- collection
  void ClearMarks();
  void MarkAll(bool leak_search);
  void MarkReferences(void* finalized);
  void ProcessDeaths();
  void PackCleanups();
  void Sweep();
  void SetPace();
  void FlushCaches();
  uint32_t in_vain = 0;  // collections in a row that the limit forced soon after the one before
  uint64_t CachedBytes() const;
  uint64_t CachedObjects() const;
  void Trim();
  bool Release(Block* run);
};

// ================================================================ pages

// Addresses without access. The order of a map's keys may depend on their addresses, so the same range is taken in every
// process, if possible: a run shall be a function of its seed. The ranges lie where AddressSanitizer has no
// other plans.
void* ReserveRange(uint64_t bytes) {
  constexpr int kFlags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
#if !defined(__SANITIZE_THREAD__)  // which refuses such addresses
  constexpr uint64_t kFirst = uint64_t{1} << 45, kStep = kDefaultReserve, kRanges = 64;
  for (uint64_t i = 0; i < kRanges; ++i) {
    void* want = reinterpret_cast<void*>(kFirst + i * kStep);
    void* range = mmap(want, bytes, PROT_NONE, kFlags | MAP_FIXED_NOREPLACE, -1, 0);
    if (range != MAP_FAILED) return range;
  }
#endif
  return mmap(nullptr, bytes, PROT_NONE, kFlags, -1, 0);
}

bool HeapImpl::Reserve() {
  uint64_t want = kDefaultReserve;
  if (uint64_t limit = heap.options_.memory_limit; limit != 0 && limit < want / 4)
    want = std::max<uint64_t>(limit * 4, uint64_t{64} << 20);
  rlimit address_space;
  if (getrlimit(RLIMIT_AS, &address_space) == 0 && address_space.rlim_cur != RLIM_INFINITY)
    want = std::min<uint64_t>(want, address_space.rlim_cur / 2);
  want &= ~(kCommitStep - 1);
  for (; want >= kCommitStep; want = want / 2 & ~(kCommitStep - 1)) {
    void* range = ReserveRange(want);
    if (range == MAP_FAILED) continue;
    size_t table = want / kHeapPage * sizeof(Block*);
    void* pages = mmap(nullptr, table, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (pages == MAP_FAILED) {
      munmap(range, want);
      continue;
    }
    heap.base_ = static_cast<char*>(range);
    heap.pages_ = static_cast<Block**>(pages);
    reserved_bytes = want;
    return true;
  }
  return false;
}

Block* HeapImpl::NewBlockRecord(uint32_t objects) {
  size_t words = std::max<size_t>(1, (objects + 63) / 64);
  void* memory = ::operator new(sizeof(Block) + (words - 1) * sizeof(uint64_t));
  Block* b = new (memory) Block;
  b->count = objects;
  std::memset(b->marks, 0, words * sizeof(uint64_t));
  return b;
}

void HeapImpl::BinInsert(Block* run) {
  run->state = Block::State::kFree;
  heap.pages_[(run->start - heap.base_) / kHeapPage] = run;
  heap.pages_[(run->end() - heap.base_) / kHeapPage - 1] = run;
  free_pages += run->pages;
  if (run->pages >= kBins) {
    long_runs.insert(run);
    return;
  }
  Block*& head = bins[run->pages];
  run->prev = nullptr;
  run->next = head;
  if (head != nullptr) head->prev = run;
  head = run;
  bin_mask |= uint64_t{1} << run->pages;
}

void HeapImpl::BinRemove(Block* run) {
  free_pages -= run->pages;
  if (run->pages >= kBins) {
    long_runs.erase(run);
    return;
  }
  if (run->next != nullptr) run->next->prev = run->prev;
  if (run->prev != nullptr) {
    run->prev->next = run->next;
  } else {
    bins[run->pages] = run->next;
    if (run->next == nullptr) bin_mask &= ~(uint64_t{1} << run->pages);
  }
}

// Extends the used part of the reserved range by a free run of at least `pages`.
bool HeapImpl::Grow(uint32_t pages) {
  uint64_t bytes = uint64_t{std::max(pages, kGrowPages)} * kHeapPage;
  if (heap.used_bytes_ + bytes > reserved_bytes) bytes = uint64_t{pages} * kHeapPage;
  if (heap.used_bytes_ + bytes > reserved_bytes) return false;
  uint64_t need = heap.used_bytes_ + bytes;
  if (need > committed_bytes) {
    uint64_t to = std::min(reserved_bytes, (need + need / 8 + kCommitStep - 1) & ~(kCommitStep - 1));
    if (mprotect(heap.base_ + committed_bytes, to - committed_bytes, PROT_READ | PROT_WRITE) != 0) return false;
    committed_bytes = to;
  }
  Block* run = NewBlockRecord(1);
  run->start = heap.base_ + heap.used_bytes_;
  run->pages = static_cast<uint32_t>(bytes / kHeapPage);
  run->fresh = true;
  heap.used_bytes_ += bytes;
  BinInsert(run);
  return true;
}

// A block record over `pages` pages, taken from the smallest free run that has them. Null: no address space left.
Block* HeapImpl::TakePages(uint32_t pages, uint32_t objects, bool* fresh) {
  Block* run = nullptr;
  for (int attempt = 0; run == nullptr; ++attempt) {
    uint64_t fitting = pages < kBins ? bin_mask >> pages << pages : 0;
    if (fitting != 0) {
      run = bins[std::countr_zero(fitting)];
    } else {
      Block key;
      key.pages = pages;
      auto it = long_runs.lower_bound(&key);
      if (it != long_runs.end()) run = *it;
    }
    if (run == nullptr && (attempt > 0 || !Grow(pages))) return nullptr;
  }
  BinRemove(run);
  Block* b = NewBlockRecord(objects);
  b->start = run->start;
  b->pages = pages;
  *fresh = run->fresh;
  if (run->pages > pages) {
    run->start += uint64_t{pages} * kHeapPage;
    run->pages -= pages;
    BinInsert(run);
  } else {
    ::operator delete(run);
  }
  SetPages(b, b->start, pages);
  inuse_pages += pages;
  return b;
}

// Returns a block's pages to the free runs, joined with free neighbours. The record becomes the run's.
void HeapImpl::FreePages(Block* b) {
  inuse_pages -= b->pages;
  SetPages(nullptr, b->start, b->pages);
  b->fresh = false;
  if (b->start > heap.base_) {
    Block* before = PageAt(b->start - 1);
    if (before != nullptr && before->state == Block::State::kFree) {
      BinRemove(before);
      SetPages(nullptr, b->start - kHeapPage, 1);
      b->start = before->start;
      b->pages += before->pages;
      ::operator delete(before);
    }
  }
  if (b->end() < heap.base_ + heap.used_bytes_) {
    Block* after = PageAt(b->end());
    if (after != nullptr && after->state == Block::State::kFree) {
      BinRemove(after);
      SetPages(nullptr, b->end(), 1);
      b->pages += after->pages;
      ::operator delete(after);
    }
  }
  BinInsert(b);
}

// Whether the memory limit allows `pages` more. What cannot fail may exceed the limit, up to twice of it, because natives
// and small allocations cannot collect first; the machine does so at the next safepoint. No single request is larger
// than the limit.
bool HeapImpl::MayTake(uint32_t pages, bool may_fail) {
  uint64_t limit = heap.options_.memory_limit;
  if (limit == 0) return true;
  uint64_t after = (inuse_pages + pages) * kHeapPage;
  if (after <= limit) return true;
  heap.gc_wanted_ = true;
  return !may_fail && pages * kHeapPage <= limit && after <= 2 * limit + (uint64_t{1} << 20);
}

// Memory for an allocation that must not fail although there is none: the run is over, but the native that asked still
// writes to it. A small file mapped again and again takes the writes; nothing reads them back.
void* HeapImpl::BitBucket(size_t bytes) {
  heap.NoteOutOfMemory();
  constexpr size_t kMinWindow = 2u << 20;
  size_t window = std::max(kMinWindow, (bytes / 8192 + kMinWindow - 1) & ~(kMinWindow - 1));
  size_t total = (bytes + window - 1) / window * window;
  int file = memfd_create("golite-out-of-memory", MFD_CLOEXEC);
  GOLITE_CHECK(file >= 0 && ftruncate(file, static_cast<off_t>(window)) == 0, "no memory left for an error report");
  void* at = mmap(nullptr, total, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  GOLITE_CHECK(at != MAP_FAILED, "no address space left for an error report");
  for (size_t offset = 0; offset < total; offset += window) {
    void* part = mmap(static_cast<char*>(at) + offset, window, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file, 0);
    GOLITE_CHECK(part != MAP_FAILED, "no mappings left for an error report");
  }
  close(file);
  buckets.push_back({at, total});
  return at;
}

// ================================================================ layouts and blocks

const Layout* HeapImpl::InternLayout(ObjectKind kind, std::span<const WordKind> words) {
  // A map of equal words is one word that repeats.
  if (!words.empty() && std::ranges::all_of(words, [&](WordKind w) { return w == words[0]; })) words = words.first(1);
  std::string key(1, static_cast<char>(kind));
  for (WordKind w : words) key += static_cast<char>(w);
  std::unique_ptr<LayoutImpl>& entry = layouts[key];
  if (entry != nullptr) return entry.get();
  entry = std::make_unique<LayoutImpl>();
  entry->kind = kind;
  entry->map_storage.assign(words.begin(), words.end());
  entry->map = entry->map_storage.data();
  entry->words = static_cast<uint32_t>(std::max<size_t>(1, words.size()));
  entry->only_pointers = words.size() == 1 && words[0] == WordKind::kPointer;
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == WordKind::kIfaceData) entry->has_iface = true;
    if (words[i] != WordKind::kScalar && i < 64) entry->pointer_bits |= uint64_t{1} << i;
  }
  entry->id = static_cast<uint32_t>(layouts.size());
  return entry.get();
}

const Layout* Heap::LayoutOf(ObjectKind kind, std::span<const WordKind> words) {
  return impl_->InternLayout(kind, words);
}

const Layout* Heap::LayoutOf(const TypeDesc* t) {
  while (t->kind == Kind::kArray) t = t->elem;
  if (!t->has_pointers) return nullptr;
  if (t->index < type_count_ && impl_->program->types[t->index] == t) {
    const Layout*& known = impl_->type_layouts[t->index];
    if (known == nullptr) known = impl_->InternLayout(ObjectKind::kPlain, t->words);
    return known;
  }
  const Layout*& known = impl_->foreign_layouts[t];
  if (known == nullptr) known = impl_->InternLayout(ObjectKind::kPlain, t->words);
  return known;
}

SizeList* HeapImpl::ListOf(const Layout* layout, int size_class) {
  auto* owner = layout == nullptr ? &noscan : const_cast<LayoutImpl*>(static_cast<const LayoutImpl*>(layout));
  SizeList*& list = owner->lists[size_class];
  if (list == nullptr) {
    lists.push_back(std::make_unique<SizeList>());
    list = lists.back().get();
    list->layout = layout;
    list->size_class = size_class;
    list->cache.size = kClassSize[size_class];
    list->cache.list = list;
    if (layout == nullptr) heap.noscan_caches_[size_class] = &list->cache;
  }
  return list;
}

Block* HeapImpl::NewSmallBlock(SizeList* list) {
  uint32_t size = kClassSize[list->size_class];
  uint32_t pages = kClassTables.pages[list->size_class];
  uint32_t count = static_cast<uint32_t>(pages * kHeapPage / size);
  if (!MayTake(pages, /*may_fail=*/false)) return nullptr;
  bool fresh;
  Block* b = TakePages(pages, count, &fresh);
  if (b == nullptr) return nullptr;
  b->state = Block::State::kSmall;
  b->layout = list->layout;
  b->list = list;
  b->size = size;
  b->magic = static_cast<uint32_t>((uint64_t{1} << 32) / size + 1);
  b->fresh = fresh;
  // The sweep destroys what is not marked, also where there never was an object.
  if (!fresh && b->layout != nullptr && RowOf(b->layout->kind).destroy != nullptr) std::memset(b->start, 0, uint64_t{count} * size);
  AddBlock(b);
  return b;
}

// ================================================================ allocation

namespace {

// The first object at or after `from` whose bit is `set`; count when there is none.
uint32_t FindBit(const Block& b, uint32_t from, bool set) {
  uint32_t words = b.mark_words();
  uint64_t flip = set ? 0 : ~uint64_t{0};
  uint32_t w = from / 64;
  if (w >= words) return b.count;
  uint64_t bits = (b.marks[w] ^ flip) & ~uint64_t{0} << from % 64;
  while (bits == 0) {
    if (++w == words) return b.count;
    bits = b.marks[w] ^ flip;
  }
  return std::min(b.count, w * 64 + static_cast<uint32_t>(std::countr_zero(bits)));
}

}  // namespace

// Refills the cache with the next run of free objects of its blocks, and cuts the first.
void* Heap::AllocSmallSlow(AllocCache& cache) {
  SizeList* list = cache.list;
  for (;;) {
    if (Block* b = list->current) {
      uint32_t first = FindBit(*b, b->next_free, /*set=*/false);
      if (first < b->count) {
        uint32_t end = options_.stress ? first + 1 : FindBit(*b, first, /*set=*/true);
        b->next_free = end;
        char* run = b->object(first);
        uint64_t bytes = uint64_t{end - first} * b->size;
        if (!b->fresh) {
          std::memset(run, 0, bytes);
          if (observer_ != nullptr) observer_->MemoryReused(run, bytes);
        }
        impl_->allocated_bytes += bytes;
        impl_->allocated_objects += end - first;
        if (impl_->allocated_bytes >= impl_->trigger) gc_wanted_ = true;
        NoteWork(bytes);
        cache.cursor = run + b->size;
        cache.limit = run + bytes;
        return run;
      }
      list->current = nullptr;
    }
    if (!list->partial.empty()) {
      list->current = list->partial.back();
      list->partial.pop_back();
      continue;
    }
    list->current = impl_->NewSmallBlock(list);
    if (list->current == nullptr) return impl_->BitBucket(cache.size);
  }
}

void* Heap::AllocLarge(const Layout* layout, size_t bytes, bool zero, Need need) {
  uint64_t pages = (bytes + kHeapPage - 1) / kHeapPage;
  Block* b = nullptr;
  bool fresh = false;
  if (pages < UINT32_MAX && impl_->MayTake(static_cast<uint32_t>(pages), need == Need::kTry))
    b = impl_->TakePages(static_cast<uint32_t>(pages), 1, &fresh);
  if (b == nullptr) return need != Need::kAlways ? nullptr : impl_->BitBucket(bytes);
  b->state = Block::State::kLarge;
  b->layout = layout;
  b->size = pages * kHeapPage;
  impl_->AddBlock(b);
  impl_->allocated_bytes += b->size;
  impl_->allocated_objects += 1;
  if (impl_->allocated_bytes >= impl_->trigger) gc_wanted_ = true;
  NoteWork(b->size);
  if (!fresh && (zero || layout != nullptr)) ClearLong(b->start, b->size);
  if (!fresh && observer_ != nullptr) observer_->MemoryReused(b->start, b->size);
  return b->start;
}

[[gnu::always_inline]] inline void* Heap::Alloc(const Layout* layout, size_t bytes, bool zero, Need need) {
  if (bytes > kMaxSmallSize) return AllocLarge(layout, bytes, zero, need);
  if (bytes == 0) return const_cast<uint64_t*>(kZeroSizeObject);
  const int size_class = ClassOf(bytes);
  if (layout == nullptr)
    if (void* p = TryCut(*noscan_caches_[size_class])) return p;
  AllocCache& cache = impl_->ListOf(layout, size_class)->cache;
  if (void* p = TryCut(cache)) return p;
  return AllocSmallSlow(cache);
}

void* Heap::NewSlow(const TypeDesc* t) {
  const Layout* layout = LayoutOf(t);
  if (t->size == 0 || t->size > kMaxSmallSize) return Alloc(layout, t->size, /*zero=*/true, Need::kAlways);
  AllocCache& cache = impl_->ListOf(layout, ClassOf(t->size))->cache;
  if (t->index < type_count_ && impl_->program->types[t->index] == t) type_caches_[t->index] = &cache;
  if (void* p = TryCut(cache)) return p;
  return AllocSmallSlow(cache);
}

Closure* Heap::NewClosure(const vm::Function* fn) {
  auto* c = NewClosureFast(fn->index);
  if (c == nullptr) c = NewClosureSlow(fn);
  c->fn = fn;
  return c;
}

Closure* Heap::NewClosureSlow(const vm::Function* fn) {
  const TypeDesc* t = fn->closure_type;
  AllocCache& cache = impl_->ListOf(LayoutOf(t), ClassOf(t->size))->cache;
  closure_caches_[fn->index] = &cache;
  void* p = TryCut(cache);
  return static_cast<Closure*>(p != nullptr ? p : AllocSmallSlow(cache));
}

void* Heap::TryNewArray(const TypeDesc* elem, uint64_t n) {
  uint64_t bytes;
  if (__builtin_mul_overflow(elem->size, n, &bytes) || bytes > uint64_t{1} << 47) return nullptr;
  return Alloc(LayoutOf(elem), bytes, /*zero=*/true, Need::kTry);
}

void* Heap::NewArray(const TypeDesc* elem, uint64_t n) {
  uint64_t bytes;
  // Nobody can write to all of an absurd size before the machine sees that memory is exhausted.
  if (__builtin_mul_overflow(elem->size, n, &bytes) || bytes > uint64_t{1} << 36) return impl_->BitBucket(uint64_t{1} << 20);
  return Alloc(LayoutOf(elem), bytes, /*zero=*/true, Need::kAlways);
}

void* Heap::NewNoscan(size_t bytes) { return Alloc(nullptr, bytes, /*zero=*/true, Need::kAlways); }
void* Heap::NewNoscanRaw(size_t bytes) { return Alloc(nullptr, bytes, /*zero=*/false, Need::kAlways); }
void* Heap::TryNewNoscanRaw(size_t bytes) { return Alloc(nullptr, bytes, /*zero=*/false, Need::kTry); }
void* Heap::NewObject(const Layout* l, size_t bytes) { return Alloc(l, bytes, /*zero=*/true, Need::kAlways); }
void* Heap::TryNewObject(const Layout* l, size_t bytes) { return Alloc(l, bytes, /*zero=*/true, Need::kTry); }

void* Heap::NewObjectOrNull(const Layout* l, size_t bytes) { return Alloc(l, bytes, /*zero=*/false, Need::kNow); }

uint64_t Heap::RoundUpSize(uint64_t size, bool noscan) {
  // Go puts a header of 8 bytes before objects with pointers above 512 bytes; programs see it in cap().
  constexpr uint64_t kHeader = 8, kMinSizeForHeader = 512;
  if (size <= kMaxSmallSize - kHeader) {
    uint64_t header = !noscan && size > kMinSizeForHeader ? kHeader : 0;
    return size == 0 ? 0 : kClassSize[ClassOf(size + header)] - header;
  }
  uint64_t rounded = (size + kHeapPage - 1) & ~uint64_t{kHeapPage - 1};
  return rounded < size ? size : rounded;
}

// ================================================================ marking

void Marker::Push(char* object, Block* block) { stack_.push_back({object, block}); }

void Marker::Mark(const void* p) {
  uint64_t offset = static_cast<uint64_t>(static_cast<const char*>(p) - heap_.base_);
  if (offset >= heap_.used_bytes_) return;
  Block* b = heap_.pages_[offset / kHeapPage];
  if (b == nullptr || b->state == Block::State::kFree) [[unlikely]] return;
  uint64_t i = static_cast<uint64_t>(static_cast<const char*>(p) - b->start) * b->magic >> 32;
  if (i >= b->count) [[unlikely]] return;  // behind the last object
  uint64_t bit = uint64_t{1} << i % 64;
  uint64_t& word = b->marks[i / 64];
  if (word & bit) return;
  word |= bit;
  if (b->layout != nullptr) Push(b->start + i * b->size, b);
}

bool Marker::IsMarked(const void* p) const {
  uint64_t offset = static_cast<uint64_t>(static_cast<const char*>(p) - heap_.base_);
  if (offset >= heap_.used_bytes_) return true;
  const Block* b = heap_.pages_[offset / kHeapPage];
  if (b == nullptr || b->state == Block::State::kFree) return false;
  uint64_t i = static_cast<uint64_t>(static_cast<const char*>(p) - b->start) * b->magic >> 32;
  return i < b->count && (b->marks[i / 64] >> i % 64 & 1) != 0;
}

// Marks what the object refers to. A large object is scanned in parts, so that the stack stays small.
void Marker::ScanObject(char* object, Block* b) {
  const Layout& layout = *b->layout;
  char* end = b->magic == 0 ? b->start + b->size : object + b->size;
  if (layout.kind != ObjectKind::kPlain) [[unlikely]] {
    RowOf(layout.kind).trace(*this, object, static_cast<size_t>(end - object));
    return;
  }
  auto* w = reinterpret_cast<uint64_t*>(object);
  auto* stop = reinterpret_cast<uint64_t*>(end);
  if (static_cast<uint64_t>(stop - w) > kScanChunk && layout.words < kScanChunk) {
    uint64_t* part = w + kScanChunk / layout.words * layout.words;
    Push(reinterpret_cast<char*>(part), b);
    stop = part;
  }
  if (layout.only_pointers) {
    for (; w != stop; ++w)
      if (*w != 0) Mark(*w);
    return;
  }
  uint32_t words = layout.words;
  if (words <= 64 && !layout.has_iface) {
    for (; w + words <= stop; w += words)
      for (uint64_t bits = layout.pointer_bits; bits != 0; bits &= bits - 1)
        if (uint64_t p = w[std::countr_zero(bits)]; p != 0) Mark(p);
    return;
  }
  for (; w + words <= stop; w += words)
    for (uint32_t i = 0; i < words; ++i) MarkSlot(w + i, layout.map[i]);
}

bool Marker::GiveUp() {
  if (given_up_ || !heap_.stopping()) return given_up_;
  stack_.clear();
  return given_up_ = true;
}

void Marker::Drain() {
  constexpr int kBetweenLooks = 1 << 8;
  int until_look = kBetweenLooks;
  // Objects wait in a short ring between their prefetch and their scan.
  Entry ring[kPrefetchDistance] = {};
  int waiting = 0;
  for (int at = 0;; at = (at + 1) % kPrefetchDistance) {
    if (--until_look == 0) [[unlikely]] {
      if (GiveUp()) return;
      until_look = kBetweenLooks;
    }
    Entry ready = ring[at];
    ring[at].object = nullptr;
    if (!stack_.empty()) {
      ring[at] = stack_.back();
      stack_.pop_back();
      __builtin_prefetch(ring[at].object);
      ++waiting;
    }
    if (ready.object != nullptr) {
      --waiting;
      ScanObject(ready.object, ready.block);
    } else if (waiting == 0) {
      return;
    }
  }
}

void Marker::MarkValues(const TypeDesc* t, const void* memory, uint64_t count) {
  while (t->kind == Kind::kArray) {
    count *= t->len;
    t = t->elem;
  }
  if (!t->has_pointers) return;
  auto* w = static_cast<const uint64_t*>(memory);
  for (; count > 0; --count, w += t->words.size())
    for (size_t i = 0; i < t->words.size(); ++i) MarkSlot(w + i, t->words[i]);
}

const uint64_t* Marker::MarkSlots(std::span<const TypeDesc* const> types, const uint64_t* slots) {
  for (const TypeDesc* t : types) {
    if (t->big) {
      Mark(*slots++);
    } else {
      MarkValues(t, slots);
      slots += t->slots;
    }
  }
  return slots;
}

std::vector<uint64_t> Marker::Save() const {
  std::vector<uint64_t> saved;
  for (const Block* b : heap_.impl_->blocks) saved.insert(saved.end(), b->marks, b->marks + b->mark_words());
  return saved;
}

void Marker::Restore(const std::vector<uint64_t>& saved) {
  const uint64_t* from = saved.data();
  for (Block* b : heap_.impl_->blocks) {
    std::copy_n(from, b->mark_words(), b->marks);
    from += b->mark_words();
  }
}

// ================================================================ the cycle

void HeapImpl::ClearMarks() {
  for (Block* b : blocks) std::memset(b->marks, 0, b->mark_words() * sizeof(uint64_t));
}

// Takes the unused rest of each run back. Its objects are unmarked, so the sweep finds them free.
void HeapImpl::FlushCaches() {
  allocated_bytes -= CachedBytes();
  allocated_objects -= CachedObjects();
  for (auto& list : lists) {
    list->cache.cursor = list->cache.limit = nullptr;
    list->current = nullptr;
    list->partial.clear();
  }
}

uint64_t HeapImpl::CachedBytes() const {
  uint64_t bytes = 0;
  for (auto& list : lists) bytes += static_cast<uint64_t>(list->cache.limit - list->cache.cursor);
  return bytes;
}

uint64_t HeapImpl::CachedObjects() const {
  uint64_t n = 0;
  for (auto& list : lists) n += static_cast<uint64_t>(list->cache.limit - list->cache.cursor) / list->cache.size;
  return n;
}

void HeapImpl::MarkAll(bool leak_search) {
  marker.leak_search_ = leak_search;
  for (auto& chunk : handle_chunks)
    for (int i = 0; i < 64; ++i) marker.Mark(chunk[i]);
  for (Heap::DueCall& d : heap.due_calls_) {
    marker.Mark(d.fn);
    marker.Mark(d.object);
  }
  for (Cleanup& c : cleanups) marker.Mark(c.fn);
  for (auto& [object, f] : finalizers) marker.Mark(f.fn);
  for (auto& [object, handle] : weak_handles) marker.Mark(handle);
  if (leak_search) {
    // A finalizer, or who follows a weak pointer, may wake what the object refers to.
    for (auto& [object, handle] : weak_handles) marker.Mark(object);
    for (auto& [object, f] : finalizers) MarkReferences(object);
  }
  for (RootSource* s : sources) {
    s->MarkRoots(marker);
    marker.Drain();
    if (marker.GiveUp()) return;
  }
  if (!leak_search) return;
  for (bool more = true; more;) {
    more = false;
    for (RootSource* s : sources) {
      if (s->MarkWakeable(marker)) more = true;
      marker.Drain();
    }
  }
  marker.leak_search_ = false;
  for (RootSource* s : sources) {
    s->MarkLeaked(marker);
    marker.Drain();
  }
}

// Marks what an object with a finalizer refers to.
void HeapImpl::MarkReferences(void* finalized) {
  Block* b = PageAt(static_cast<char*>(finalized));
  if (b->layout == nullptr) return;
  marker.ScanObject(static_cast<char*>(heap.FindObject(finalized).start), b);
  marker.Drain();
}

// Finalizers, weak handles and cleanups of objects that were not reached.
void HeapImpl::ProcessDeaths() {
  if (finalizers.empty() && cleanups.empty() && weak_handles.empty()) return;
  // Weak pointers die with the last ordinary reference, even if a finalizer then revives the object.
  std::erase_if(weak_handles, [&](auto& entry) {
    if (marker.IsMarked(entry.first)) return false;
    *entry.second = nullptr;
    return true;
  });
  // What an object with a finalizer refers to stays, so of a chain only the first is finalized now.
  constexpr uint32_t kBetweenLooks = 1 << 10;
  uint32_t seen = 0;
  for (auto& [object, f] : finalizers) {
    if (++seen % kBetweenLooks == 0 && marker.GiveUp()) return;
    if (!marker.IsMarked(object)) MarkReferences(object);
  }
  for (auto it = finalizers.begin(); it != finalizers.end();) {
    if (++seen % kBetweenLooks == 0 && marker.GiveUp()) return;
    auto& [object, f] = *it;
    if (marker.IsMarked(object)) {
      ++it;
      continue;
    }
    heap.due_calls_.push_back({f.fn, object, f.type});
    it = finalizers.erase(it);
  }
  for (Heap::DueCall& d : heap.due_calls_) marker.Mark(d.object);
  marker.Drain();
  for (Cleanup& c : cleanups) {
    if (c.object == nullptr || marker.IsMarked(c.object)) continue;
    heap.due_calls_.push_back({c.fn, nullptr, nullptr});
    c.object = nullptr;
  }
  PackCleanups();
}

void HeapImpl::PackCleanups() {
  std::erase_if(cleanups, [](Cleanup& c) { return c.object == nullptr; });
  removed_cleanups = 0;
}

// Frees blocks without live objects and lists the others for allocation, which looks for free runs itself.
void HeapImpl::Sweep() {
  live_bytes = live_objects = 0;
  for (size_t n = blocks.size(); n-- > 0;) {
    if (n % 64 == 0 && marker.GiveUp()) return;
    Block* b = blocks[n];
    uint32_t live = 0;
    for (uint32_t w = 0; w < b->mark_words(); ++w) live += static_cast<uint32_t>(std::popcount(b->marks[w]));
    if (live < b->count && b->layout != nullptr && RowOf(b->layout->kind).destroy != nullptr) {
      for (uint32_t i = FindBit(*b, 0, false); i < b->count; i = FindBit(*b, i + 1, false)) {
        RowOf(b->layout->kind).destroy(b->object(i), b->size);
        std::memset(b->object(i), 0, b->size);
      }
    } else if (heap.options_.stress) {
      // A dangling pointer shall be noticed.
      for (uint32_t i = FindBit(*b, 0, false); i < b->count; i = FindBit(*b, i + 1, false))
        std::memset(b->object(i), 0xDB, b->size);
      b->fresh = false;
    }
    if (live == 0) {
      RemoveBlock(b);
      FreePages(b);
      continue;
    }
    live_objects += live;
    live_bytes += live * b->size;
    if (b->state == Block::State::kSmall && live < b->count) {
      b->fresh = false;
      b->next_free = 0;
      b->list->partial.push_back(b);
    }
  }
}

void HeapImpl::SetPace() {
  const HeapOptions& o = heap.options_;
  goal = UINT64_MAX / 2;
  if (o.gc_percent >= 0)
    goal = std::max(o.min_heap * static_cast<uint64_t>(o.gc_percent) / 100, live_bytes + live_bytes / 100 * static_cast<uint64_t>(o.gc_percent));
  if (o.memory_limit != 0) goal = std::min(goal, o.memory_limit);
  // Past the soft limit the heap may still grow, at the price of a collection for every sixteenth.
  if (heap.soft_limit_ != 0) goal = std::min(goal, std::max(heap.soft_limit_, live_bytes + live_bytes / 16 + (1u << 20)));
  trigger = goal > live_bytes ? goal - live_bytes : 0;
  if (o.memory_limit != 0) {
    // Close to the limit, collections would follow each other for ever less memory.
    if (live_bytes + o.memory_limit / 32 > o.memory_limit) heap.out_of_memory_ = heap.attention_ = true;
    trigger = std::max(trigger, o.memory_limit / 64);
  }
  heap.gc_wanted_ = o.stress || heap.out_of_memory_;
}

// Gives long free runs back to the system while more is kept than the goal can use.
void HeapImpl::Trim() {
  uint64_t keep = std::max<uint64_t>(goal < UINT64_MAX / 2 ? goal : live_bytes * 2, 16u << 20) * 9 / 8;
  for (auto it = long_runs.rbegin(); it != long_runs.rend(); ++it) {
    if (heap.stopping()) return;
    if ((inuse_pages + free_pages - released_pages) * kHeapPage <= keep) return;
    if ((*it)->fresh) continue;
    if (!Release(*it)) return;
  }
}

// Gives the memory of a free run back, in pieces. False: the run is over.
bool HeapImpl::Release(Block* run) {
  constexpr uint64_t kPiece = 1u << 20;
  const uint64_t bytes = uint64_t{run->pages} * kHeapPage;
  if (heap.observer_ != nullptr) heap.observer_->MemoryReleased(run->start, bytes);
  for (uint64_t done = 0; done < bytes; done += kPiece) {
    if (done != 0 && heap.stopping()) return false;
    madvise(run->start + done, std::min(kPiece, bytes - done), MADV_DONTNEED);
  }
  run->fresh = true;
  return true;
}

// Ends a collection whose run is over. Everything counts as live, so what is yet allocated takes new memory, and the host can
// still read what it holds.
void Heap::GiveUp() {
  for (Block* b : impl_->blocks) std::memset(b->marks, 0xFF, b->mark_words() * sizeof(uint64_t));
  for (auto& list : impl_->lists) list->partial.clear();
  impl_->marker.stack_.clear();
  impl_->marker.leak_search_ = false;
  gc_wanted_ = false;
  impl_->trigger = UINT64_MAX;
  attention_ = true;
}

void Heap::Cycle(bool forced, bool leak_search) {
  HeapImpl& h = *impl_;
  uint64_t begin = NowNs(CLOCK_MONOTONIC);
  if (stopping()) return GiveUp();
  h.FlushCaches();
  uint64_t before = h.live_bytes + h.allocated_bytes;
  uint64_t objects_before = h.live_objects + h.allocated_objects;
  h.ClearMarks();
  h.MarkAll(leak_search);
  if (h.marker.GiveUp()) return GiveUp();
  h.ProcessDeaths();
  if (h.marker.GiveUp()) return GiveUp();
  if (observer_ != nullptr) observer_->ObjectsDied(h.marker);
  if (exposed_ != nullptr) exposed_->ObjectsDied(h.marker);
  uint64_t marked = NowNs(CLOCK_MONOTONIC);
  h.Sweep();
  if (h.marker.GiveUp()) return GiveUp();
  h.past_bytes += h.allocated_bytes;
  h.past_objects += h.allocated_objects;
  h.stats.frees += objects_before - h.live_objects;
  // When the limit makes one collection follow the other for next to nothing, there is no memory left.
  constexpr uint32_t kInVain = 16;
  const bool in_vain = options_.memory_limit != 0 && !options_.stress && !forced && h.allocated_bytes < options_.memory_limit / 128;
  h.in_vain = in_vain ? h.in_vain + 1 : 0;
  h.allocated_bytes = h.allocated_objects = 0;
  uint64_t goal_before = h.goal;
  h.SetPace();
  if (h.in_vain >= kInVain) NoteOutOfMemory();
  h.Trim();
  uint64_t end = NowNs(CLOCK_MONOTONIC);
  h.stats.num_gc += 1;
  h.stats.num_forced_gc += forced ? 1 : 0;
  h.stats.last_pause_ns = end - begin;
  h.stats.pause_total_ns += end - begin;
  h.stats.last_gc_unix_ns = NowNs(CLOCK_REALTIME);
  h.stats.live_after_gc = h.live_bytes;
  if (options_.trace != nullptr) {
    char line[256];
    auto mb = [](uint64_t bytes) { return static_cast<unsigned long long>((bytes + (1u << 19)) >> 20); };
    std::snprintf(line, sizeof line, "gc %u @%.3fs %d%%: %.3f+%.3f ms clock, %llu->%llu MB, %llu MB goal, 1 P%s", h.stats.num_gc,
                  static_cast<double>(end - h.start_ns) / 1e9,
                  static_cast<int>(h.stats.pause_total_ns * 100 / std::max<uint64_t>(1, end - h.start_ns)),
                  static_cast<double>(marked - begin) / 1e6, static_cast<double>(end - marked) / 1e6, mb(before),
                  mb(h.live_bytes), mb(goal_before), forced ? " (forced)" : "");
    options_.trace(options_.trace_arg, line);
  }
}

void Heap::Collect(bool forced) {
  const bool requested = std::exchange(forced_, false);
  Cycle(forced || requested, std::exchange(leak_search_wanted_, false));
}
void Heap::CollectWithLeakSearch() { Cycle(/*forced=*/true, /*leak_search=*/true); }

// ================================================================ long memory

namespace {
// Takes some ten microseconds, and more where pages are touched for the first time.
constexpr uint64_t kLongPiece = 128 << 10;

[[gnu::noinline]] void CopyInPieces(char* to, const char* from, uint64_t bytes, const std::atomic<bool>* stop) {
  // Where they overlap, the end that is overwritten goes first.
  const bool backwards = to > from && to < from + bytes;
  for (uint64_t done = 0; done < bytes && !(stop != nullptr && stop->load(std::memory_order_relaxed));) {
    const uint64_t n = std::min(kLongPiece, bytes - done);
    const uint64_t at = backwards ? bytes - done - n : done;
    std::memmove(to + at, from + at, n);
    done += n;
  }
}
}  // namespace

void Heap::CopyLong(void* to, const void* from, uint64_t bytes) const {
  if (bytes > kLongPiece) [[unlikely]] return CopyInPieces(static_cast<char*>(to), static_cast<const char*>(from), bytes, stop_flag_);
  if (bytes != 0) std::memmove(to, from, bytes);
}

void Heap::FillLong(void* to, uint8_t value, uint64_t bytes) const {
  for (uint64_t done = 0; done < bytes; done += kLongPiece) {
    if (done != 0 && stopping()) return;
    std::memset(static_cast<char*>(to) + done, value, std::min(kLongPiece, bytes - done));
  }
}

void Heap::ClearLong(void* to, uint64_t bytes) const { FillLong(to, 0, bytes); }

uint64_t Heap::HashLong(const void* p, uint64_t bytes, uint64_t seed) const {
  return HashBytesInPieces(p, bytes, seed, kLongPiece, [this] { return stopping(); });
}

int Heap::CompareLong(const void* a, const void* b, uint64_t bytes) const {
  for (uint64_t done = 0; done < bytes; done += kLongPiece) {
    if (done != 0 && stopping()) return 0;
    const int order = std::memcmp(static_cast<const char*>(a) + done, static_cast<const char*>(b) + done, std::min(kLongPiece, bytes - done));
    if (order != 0) return order;
  }
  return 0;
}

// ================================================================ the rest of the interface

Heap::Heap(const vm::Program* program, const HeapOptions& options)
    : options_(options), impl_(std::make_unique<HeapImpl>(*this, program)) {
  GOLITE_CHECK(impl_->Reserve(), "no address space for a heap");
  size_t types = program == nullptr ? 0 : program->types.size();
  size_t functions = program == nullptr ? 0 : program->functions.size();
  type_count_ = static_cast<uint32_t>(types);
  type_caches_ = std::make_unique<AllocCache*[]>(types);
  closure_caches_ = std::make_unique<AllocCache*[]>(functions);
  std::fill_n(type_caches_.get(), types, EmptyCache());
  std::fill_n(closure_caches_.get(), functions, EmptyCache());
  impl_->type_layouts.resize(types);
  for (int c = 1; c < kSizeClasses; ++c) noscan_caches_[c] = EmptyCache();
  impl_->SetPace();
}

Heap::~Heap() {
  for (Block* b : impl_->blocks) {
    if (b->layout != nullptr && RowOf(b->layout->kind).destroy != nullptr)
      for (uint32_t i = 0; i < b->count; ++i) RowOf(b->layout->kind).destroy(b->object(i), b->size);
    ::operator delete(b);
  }
  for (Block* run : impl_->bins)
    while (run != nullptr) {
      Block* next = run->next;
      ::operator delete(run);
      run = next;
    }
  for (Block* run : impl_->long_runs) ::operator delete(run);
  for (auto& m : impl_->buckets) munmap(m.at, m.bytes);
  munmap(base_, impl_->reserved_bytes);
  munmap(pages_, impl_->reserved_bytes / kHeapPage * sizeof(Block*));
}

uint64_t Heap::allocated_since_collect() const { return impl_->allocated_bytes; }
uint64_t Heap::live_bytes() const { return impl_->live_bytes; }

void Heap::AddRoots(RootSource* source) { impl_->sources.push_back(source); }
void Heap::RemoveRoots(RootSource* source) { std::erase(impl_->sources, source); }

void Heap::set_stress(bool on) {
  options_.stress = on;
  gc_wanted_ = on || impl_->allocated_bytes >= impl_->trigger;
  // The runs in the caches were handed out whole; give them up so that every allocation takes the slow path.
  if (on)
    for (auto& list : impl_->lists) {
      uint64_t rest = static_cast<uint64_t>(list->cache.limit - list->cache.cursor);
      impl_->allocated_bytes -= rest;
      impl_->allocated_objects -= rest / list->cache.size;
      list->cache.cursor = list->cache.limit = nullptr;
    }
}

int Heap::SetGcPercent(int percent) {
  int old = options_.gc_percent;
  options_.gc_percent = percent;
  bool wanted = gc_wanted_;
  impl_->SetPace();
  gc_wanted_ = gc_wanted_ || wanted || impl_->allocated_bytes >= impl_->trigger;
  return old;
}

uint64_t Heap::SetSoftLimit(uint64_t limit) {
  uint64_t old = soft_limit_;
  soft_limit_ = limit;
  bool wanted = gc_wanted_;
  impl_->SetPace();
  gc_wanted_ = gc_wanted_ || wanted || impl_->allocated_bytes >= impl_->trigger;
  return old;
}

HeapStats Heap::Stats() {
  HeapImpl& h = *impl_;
  HeapStats s = h.stats;
  uint64_t bytes = h.allocated_bytes - h.CachedBytes(), objects = h.allocated_objects - h.CachedObjects();
  s.alloc_bytes = h.live_bytes + bytes;
  s.total_alloc = h.past_bytes + bytes;
  s.mallocs = h.past_objects + objects;
  s.sys_bytes = used_bytes_;
  s.heap_inuse = h.inuse_pages * kHeapPage;
  for (Block* run : h.long_runs)
    if (run->fresh) s.heap_released += uint64_t{run->pages} * kHeapPage;
  s.next_gc = h.goal;
  return s;
}

uint32_t Heap::Collections() const { return impl_->stats.num_gc; }

void Heap::ReleaseToSystem() {
  for (Block* run : impl_->long_runs)
    if (!run->fresh && !impl_->Release(run)) return;
  for (Block* run : impl_->bins)
    for (; run != nullptr; run = run->next)
      if (!run->fresh && !impl_->Release(run)) return;
}

std::pair<uint64_t, uint64_t> Heap::Range() const { return {reinterpret_cast<uint64_t>(base_), impl_->reserved_bytes}; }

Heap::ObjectRef Heap::FindObject(const void* p) const {
  if (!Contains(p)) return {};
  const Block* b = impl_->PageAt(static_cast<const char*>(p));
  if (b == nullptr || b->state == Block::State::kFree) return {};
  uint64_t i = static_cast<uint64_t>(static_cast<const char*>(p) - b->start) * b->magic >> 32;
  if (i >= b->count) return {};
  return {b->object(static_cast<uint32_t>(i)), b->size, b->layout};
}

void** Heap::NewHandle(void* p) {
  auto& free = impl_->free_handles;
  if (free.empty()) {
    impl_->handle_chunks.push_back(std::make_unique<void*[]>(64));
    for (int i = 64; i-- > 0;) free.push_back(&impl_->handle_chunks.back()[i]);
  }
  void** handle = free.back();
  free.pop_back();
  *handle = p;
  return handle;
}

void Heap::ReleaseHandle(void** handle) {
  *handle = nullptr;
  impl_->free_handles.push_back(handle);
}

void Heap::SetFinalizer(void* object, Closure* fn, const TypeDesc* pointer_type) {
  if (!Contains(object)) return;  // a static object never dies
  impl_->finalizers.erase(object);
  if (fn != nullptr) impl_->finalizers[object] = {fn, pointer_type};
}

bool Heap::HasFinalizer(const void* object) const {
  return impl_->finalizers.contains(const_cast<void*>(object));
}

uint64_t Heap::AddCleanup(void* object, Closure* fn) {
  uint64_t id = impl_->next_cleanup++;
  if (Contains(object)) impl_->cleanups.push_back({id, object, fn});
  return id;
}

void Heap::StopCleanup(uint64_t id) {
  constexpr size_t kManyRemoved = 64;
  // They are in the order of their numbers.
  auto it = std::ranges::lower_bound(impl_->cleanups, id, {}, &HeapImpl::Cleanup::id);
  if (it == impl_->cleanups.end() || it->id != id || it->object == nullptr) return;
  it->object = nullptr;
  it->fn = nullptr;
  if (++impl_->removed_cleanups > kManyRemoved && impl_->removed_cleanups > impl_->cleanups.size() / 2) impl_->PackCleanups();
}

std::vector<Heap::DueCall> Heap::TakeDueCalls() { return std::exchange(due_calls_, {}); }

void* Heap::WeakHandle(void* object) {
  // Pointers into one object at different offsets are different weak pointers, as in Go.
  auto [it, added] = impl_->weak_handles.try_emplace(object, nullptr);
  if (added) {
    it->second = static_cast<void**>(NewNoscan(sizeof(void*)));
    *it->second = object;
  }
  return it->second;
}

}  // namespace golite::runtime
