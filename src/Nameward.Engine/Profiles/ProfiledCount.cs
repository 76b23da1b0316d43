namespace Nameward.Engine.Profiles;

/// <summary>A thing and how often it was seen.</summary>
/// <param name="Name">A type's mnemonic, or seconds.</param>
/// <param name="Count">How often.</param>
public sealed record ProfiledCount(string Name, long Count);
