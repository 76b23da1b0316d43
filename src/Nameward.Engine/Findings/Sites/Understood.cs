namespace Nameward.Engine.Findings.Sites;

/// <summary>A text of the user that was read: its value, or what is wrong with it and what to write instead.</summary>
/// <param name="Value">The value; meaningful only where <paramref name="Wrong"/> is null.</param>
/// <param name="Wrong">What is wrong, to stand behind the text: "is a multicast address"; null where nothing is.</param>
/// <param name="Do">What to do about it.</param>
public readonly record struct Understood<T>(T? Value, string? Wrong, string? Do);

/// <summary>Makes the two kinds of <see cref="Understood{T}"/>.</summary>
public static class Understood
{
    /// <summary>A value.</summary>
    public static Understood<T> As<T>(T value) => new(value, null, null);

    /// <summary>A text that makes no sense.</summary>
    public static Understood<T> Not<T>(string wrong, string @do) => new(default, wrong, @do);
}
