using System.Buffers;

namespace Nameward.Engine.Rollups;

/// <summary>
/// State that is gathered in parts and put together: by threads, files, days, sensors and stores under one law. Any partition of the observations,
/// merged in any order, directly or through bytes, gives the same bytes.
/// </summary>
public interface IMergeable<T> where T : IMergeable<T>
{
    /// <summary>Takes in the other part; the other is left as it is.</summary>
    void Merge(T other);

    /// <summary>Writes the canonical bytes: equal states write equal bytes.</summary>
    void WriteTo(IBufferWriter<byte> to);

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    static abstract T ReadFrom(ref StateReader from);
}
