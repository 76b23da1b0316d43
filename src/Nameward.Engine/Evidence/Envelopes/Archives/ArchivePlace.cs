namespace Nameward.Engine.Evidence.Envelopes.Archives;

/// <summary>Where an archive lies. One that must be read in any order, but lies in what can only be read from front to back, was copied.</summary>
/// <param name="Within">The member that it is of another archive; null for one that is the file itself.</param>
/// <param name="Layers">Envelopes around its members, this archive among them.</param>
/// <param name="Copy">Where its copy stands; null where there is none.</param>
sealed record ArchivePlace(ArchiveMember? Within, int Layers, SpoolSlice? Copy);
