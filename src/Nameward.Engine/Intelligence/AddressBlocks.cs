using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>Which blocks of 256 IPv4 addresses hold an address of a list: two megabytes say of nearly every address at once that it is on none.</summary>
sealed class AddressBlocks
{
    const int Blocks = 1 << 24, BitsPerWord = 6, BlockLength = 24;

    ulong[]? _words;

    /// <summary>Whether there is an IPv6 prefix; of these nothing more is told.</summary>
    public bool HasV6 { get; private set; }

    /// <summary>Adds all addresses of a prefix.</summary>
    public void Add(Network network)
    {
        if (!network.First.IsV4)
        {
            HasV6 = true;
            return;
        }
        _words ??= new ulong[Blocks >> BitsPerWord];
        var first = network.First.V4 >> 8;
        for (var block = first; block < first + (1u << Math.Max(0, BlockLength - network.Length)); block++)
        {
            _words[block >> BitsPerWord] |= 1UL << (int)(block & 63);
        }
    }

    /// <summary>Whether a prefix may hold an address; false is certain.</summary>
    public bool MayHold(Address address) => address.IsV4 ? _words is not null && (_words[address.V4 >> (8 + BitsPerWord)] & 1UL << (int)(address.V4 >> 8 & 63)) != 0 : HasV6;
}
