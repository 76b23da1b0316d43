namespace Nameward.Engine.Profiles;

/// <summary>What was answered to different names.</summary>
/// <param name="Names">Different names and types that were asked for; a least where <paramref name="IsLeast"/>.</param>
/// <param name="IsLeast">Whether more were asked for than are remembered.</param>
/// <param name="Answered">Of these, those with data in the answer.</param>
/// <param name="NameErrors">Of these, those said not to exist.</param>
/// <param name="IsWildcard">Whether every name is answered with the same data; null where too few names show it.</param>
public sealed record ProfiledNames(int Names, bool IsLeast, int Answered, int NameErrors, bool? IsWildcard);
