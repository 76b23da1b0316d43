using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Nameward.Engine.Rollups;

/// <summary>The clients with the lowest hashes of all that were given an answer, up to five: none, one and several can be told apart, many cannot.</summary>
struct FewClients
{
    /// <summary>Most that are held.</summary>
    public const int Most = 5;

    Hashes _hashes;
    byte _count;

    /// <summary>How many are held.</summary>
    public readonly int Count => _count;

    /// <summary>The lower halves of their hashes, ascending.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<uint> Values => ((ReadOnlySpan<uint>)_hashes)[.._count];

    /// <summary>Adds a client.</summary>
    public void Add(uint client)
    {
        var at = Values.BinarySearch(client);
        if (at >= 0 || ~at == Most)
        {
            return;
        }
        _count = (byte)Math.Min(_count + 1, Most);
        for (var i = _count - 1; i > ~at; i--)
        {
            _hashes[i] = _hashes[i - 1];
        }
        _hashes[~at] = client;
    }

    /// <summary>Takes in another part.</summary>
    public void Merge(in FewClients other)
    {
        foreach (var client in other.Values)
        {
            Add(client);
        }
    }

    /// <summary>Writes the canonical bytes.</summary>
    public readonly void WriteTo(IBufferWriter<byte> to)
    {
        to.Byte(_count);
        foreach (var client in Values)
        {
            to.U32(client);
        }
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static FewClients ReadFrom(ref StateReader from)
    {
        var clients = new FewClients();
        for (var i = from.Byte(); i > 0; i--)
        {
            clients.Add(from.U32());
        }
        return clients;
    }

    [InlineArray(Most)]
    struct Hashes
    {
        uint _first;
    }
}
