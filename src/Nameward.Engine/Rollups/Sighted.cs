using System.Buffers;

namespace Nameward.Engine.Rollups;

/// <summary>When something was first and last seen, in seconds of Unix time.</summary>
/// <param name="First">First; <see cref="uint.MaxValue"/> where the evidence carries no time.</param>
/// <param name="Last">Last; 0 where it carries none.</param>
readonly record struct Sighted(uint First, uint Last)
{
    /// <summary>Seen once; a time that the evidence does not carry is <see cref="DateTime.MinValue"/>.</summary>
    public static Sighted At(DateTime time) => time == DateTime.MinValue ? new(uint.MaxValue, 0) : new(ServerUse.SecondOf(time), ServerUse.SecondOf(time));

    /// <summary>First and last of both.</summary>
    public Sighted And(Sighted other) => new(Math.Min(First, other.First), Math.Max(Last, other.Last));

    /// <summary>First seen, UTC; null where the evidence carries no time.</summary>
    public DateTime? FirstTime => First == uint.MaxValue ? null : DateTime.UnixEpoch.AddSeconds(First);

    /// <summary>Last seen, UTC; null where the evidence carries no time.</summary>
    public DateTime? LastTime => First == uint.MaxValue ? null : DateTime.UnixEpoch.AddSeconds(Last);

    /// <summary>Writes the canonical bytes.</summary>
    public void WriteTo(IBufferWriter<byte> to)
    {
        to.U32(First);
        to.U32(Last);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static Sighted ReadFrom(ref StateReader from) => new(from.U32(), from.U32());
}
