namespace Nameward.Engine;

/// <summary>One mistake of the user.</summary>
/// <param name="What">What is wrong, beginning with the thing itself: "--tickets change.csv: there is no such file".</param>
/// <param name="Here">Where, or what stands there instead; null where that says nothing more.</param>
/// <param name="Do">What to do; null where nothing can be proposed.</param>
public sealed record Mistake(string What, string? Here, string? Do);
