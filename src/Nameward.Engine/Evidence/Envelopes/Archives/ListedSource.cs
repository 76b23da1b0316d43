namespace Nameward.Engine.Evidence.Envelopes.Archives;

/// <summary>One source that a file comes to.</summary>
/// <param name="Member">The member of an archive that it is; null for the file itself.</param>
/// <param name="Path">The way to it: the path of the file, and the names of members behind it.</param>
/// <param name="Refusal">Why it is not read, or what is wrong with the archive that it is; null for what is to be read.</param>
sealed record ListedSource(ArchiveMember? Member, string Path, string? Refusal);
