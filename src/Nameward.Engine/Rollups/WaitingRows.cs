namespace Nameward.Engine.Rollups;

/// <summary>
/// The newest rows of large keys, a page for each, until a page is full and its rows are folded together: a state lies in a dozen places of memory, and
/// to fetch these once for some twenty rows costs little more than once for one.
/// </summary>
sealed class WaitingRows
{
    const int PageBytes = 1024;
    const int PagesInChunk = 64;

    readonly List<byte[]?> _chunks = [];
    readonly List<ushort> _used = [];

    /// <summary>Adds the page of one more key; the pages bear the numbers of the states.</summary>
    public void AddPage()
    {
        if (_used.Count == _chunks.Count * PagesInChunk)
        {
            _chunks.Add(null);
        }
        _used.Add(0);
    }

    /// <summary>Keeps a row, unless its page is too full; on an empty page there is room for any.</summary>
    public bool TryKeep(int number, ReadOnlySpan<byte> row)
    {
        int used = _used[number];
        if (used + row.Length > PageBytes)
        {
            return false;
        }
        row.CopyTo(Page(number)[used..]);
        _used[number] = (ushort)(used + row.Length);
        return true;
    }

    /// <summary>The rows that wait, one behind the other.</summary>
    public ReadOnlySpan<byte> Rows(int number) => _used[number] == 0 ? [] : Page(number)[.._used[number]];

    /// <summary>Forgets the rows that waited.</summary>
    public void Clear(int number) => _used[number] = 0;

    /// <summary>Gives the memory of all pages back; no row may wait.</summary>
    public void Release()
    {
        for (var i = 0; i < _chunks.Count; i++)
        {
            _chunks[i] = null;
        }
    }

    Span<byte> Page(int number)
    {
        var chunk = _chunks[number / PagesInChunk] ??= GC.AllocateUninitializedArray<byte>(PagesInChunk * PageBytes);
        return chunk.AsSpan(number % PagesInChunk * PageBytes, PageBytes);
    }
}
