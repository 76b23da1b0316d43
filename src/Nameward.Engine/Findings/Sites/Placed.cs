namespace Nameward.Engine.Findings.Sites;

/// <summary>A value of a settings file and where it stands there, so that what is wrong with it can be said with its line.</summary>
/// <param name="Value">The value.</param>
/// <param name="At">Where it stands.</param>
public sealed record Placed<T>(T Value, FilePlace At);
