namespace Nameward.Engine.Cases.Trails;

/// <summary>Where a trail ends.</summary>
/// <param name="Subject">Whose trail it is.</param>
/// <param name="Case">Number of the case in this store, from 1; null where the trail is of no case.</param>
/// <param name="Count">How many rows it has.</param>
/// <param name="Hash">Hash of the last one.</param>
public sealed record TrailHead(string Subject, int? Case, int Count, string Hash);
