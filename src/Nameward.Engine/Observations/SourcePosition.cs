namespace Nameward.Engine.Observations;

/// <summary>Where in the evidence a record stands, so that every finding can show it.</summary>
/// <param name="Source">Ordinal of the source in the sorted list of evidence.</param>
/// <param name="Offset">Byte offset of the record in the unpacked source; packet number, from 1, for captures.</param>
public readonly record struct SourcePosition(int Source, long Offset) : IComparable<SourcePosition>
{
    /// <inheritdoc/>
    public int CompareTo(SourcePosition other) => Source != other.Source ? Source.CompareTo(other.Source) : Offset.CompareTo(other.Offset);
}
