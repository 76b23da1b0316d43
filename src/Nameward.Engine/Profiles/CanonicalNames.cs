using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>The names of records in the form that names are compared in.</summary>
static class CanonicalNames
{
    /// <summary>A wire name in lower case, written into <paramref name="room"/>; the name of the root where it is longer than a name can be.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> name, Span<byte> room)
    {
        if (name.IsEmpty || name.Length > room.Length)
        {
            return WireName.Root;
        }
        WireName.ToCanonical(name, room);
        return room[..name.Length];
    }

    /// <summary>The owner of a record: where it has none of its own, the question's name.</summary>
    public static ReadOnlySpan<byte> OwnerOf(in ResourceRecord record, ReadOnlySpan<byte> question, Span<byte> room) => Of(record.Owner.IsEmpty ? question : record.Owner, room);

    /// <summary>The registrable domain of a canonical name.</summary>
    public static ReadOnlySpan<byte> DomainOf(ReadOnlySpan<byte> name) => name[PublicSuffixes.Shipped.Cut(name).Start..];
}
