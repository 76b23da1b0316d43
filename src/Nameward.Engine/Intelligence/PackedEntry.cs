using System.Runtime.InteropServices;
using Nameward.Engine.Intelligence.Feeds;

namespace Nameward.Engine.Intelligence;

/// <summary>One entry as a pack holds it, 32 bytes: a million of them are read as they lie.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
readonly record struct PackedEntry
{
    /// <summary>Where its name or the first of its addresses begins among the pack's texts.</summary>
    public int Text { get; init; }
    /// <summary>Where its reference begins there, behind its length in two bytes; -1 where it has none.</summary>
    public int Reference { get; init; }
    /// <summary>Which of the pack's threats; 0 is the empty one.</summary>
    public int Threat { get; init; }
    /// <summary>Line or ordinal.</summary>
    public uint At { get; init; }
    /// <summary>Valid from, in seconds of Unix time; 0 for always.</summary>
    public uint From { get; init; }
    /// <summary>Valid until; 0 for ever.</summary>
    public uint Until { get; init; }
    /// <summary>Last seen by the publisher; 0 where it does not say.</summary>
    public uint Seen { get; init; }
    /// <summary>Bytes of the name; 0 of addresses.</summary>
    public byte NameLength { get; init; }
    /// <summary>Bits of 128 that the addresses share.</summary>
    public byte Prefix { get; init; }
    /// <summary>0 to 100; 255 where the publisher does not say.</summary>
    public byte Confidence { get; init; }
    /// <summary>Scope, role, exception.</summary>
    public byte Flags { get; init; }

    const byte RoleBit = 4, ExceptionBit = 8;

    /// <summary>Which names a name stands for.</summary>
    public NameScope Scope => (NameScope)(Flags & 3);
    /// <summary>Where it counts.</summary>
    public EntryRole Role => (Flags & RoleBit) != 0 ? EntryRole.NameServer : EntryRole.Any;
    /// <summary>Whether the feed excepts it.</summary>
    public bool IsException => (Flags & ExceptionBit) != 0;

    /// <summary>Scope, role and exception in one byte.</summary>
    public static byte FlagsOf(in FeedEntry entry) => (byte)((byte)entry.Scope | (entry.Role == EntryRole.NameServer ? RoleBit : 0) | (entry.IsException ? ExceptionBit : 0));

    /// <summary>Seconds of Unix time, 1 to 2^32 - 1; 0 for null.</summary>
    public static uint SecondsOf(DateTime? time) => time is { } at ? (uint)Math.Clamp((at.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond, 1, uint.MaxValue) : 0;

    /// <summary>The time of so many seconds; null for 0.</summary>
    public static DateTime? TimeOf(uint seconds) => seconds == 0 ? null : DateTime.UnixEpoch.AddSeconds(seconds);
}
