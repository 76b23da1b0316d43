using System.Runtime.CompilerServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts;

/// <summary>A glance at whether an address can be one of a few hundred: one bit is looked at, and nearly all others are turned away.</summary>
sealed class AddressFilter
{
    const int Places = 1 << 16;

    readonly ulong[] _words = new ulong[Places >> 6];

    /// <summary>Adds an address.</summary>
    public void Add(Address address) => _words[PlaceOf(address) >> 6] |= 1ul << PlaceOf(address);

    /// <summary>False where the address was not added; true where it may have been.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayHold(Address address) => (_words[PlaceOf(address) >> 6] >> PlaceOf(address) & 1) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int PlaceOf(Address address) => Placing.PlaceOf(Placing.Spread(address.High ^ address.Low), Places);
}
