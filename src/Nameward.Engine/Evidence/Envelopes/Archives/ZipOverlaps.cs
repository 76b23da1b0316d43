namespace Nameward.Engine.Evidence.Envelopes.Archives;

/// <summary>Members of a zip archive that share bytes: no packer makes them, but a small archive made so unpacks to any size (Fifield, "A better zip bomb", 2019).</summary>
static class ZipOverlaps
{
    /// <summary>The members in their order; of those that share bytes only the first in the archive is to be read.</summary>
    public static IEnumerable<ArchiveMember> Refused(List<ArchiveMember> members)
    {
        var refused = new HashSet<ArchiveMember>(ReferenceEqualityComparer.Instance);
        var end = 0L;
        foreach (var member in members.Where(member => member.Refusal is null).OrderBy(member => member.Offset))
        {
            if (member.Offset < end)
            {
                refused.Add(member);
            }
            end = Math.Max(end, member.Offset + Math.Min(member.Length, long.MaxValue - member.Offset));
        }
        return members.Select(member => refused.Contains(member) ? member with { Refusal = "its bytes are those of another member too, which was read; a zip bomb is made so" } : member);
    }
}
