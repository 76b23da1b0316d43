using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Containment.Restoring;

/// <summary>
/// Values as words of PowerShell, in single quotes: names of plain letters and addresses alone, so that neither a quote, which PowerShell has five of, nor anything else in them is syntax. All else is no word, and what
/// needs it is left to be done by hand.
/// </summary>
static class PowerShellText
{
    const int Longest = 255;

    /// <summary>A name of a zone or scope; null where it is not plain.</summary>
    public static string? Name(HostileText name)
    {
        var text = name.Raw.TrimEnd('.');
        return text.Length is > 0 and <= Longest && text[0] != '-' && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') ? $"'{text}'" : null;
    }

    /// <summary>A list of addresses; null where one of its parts is none, or there is none.</summary>
    public static string? Addresses(HostileText list)
    {
        ImmutableArray<string> parts = [.. list.Raw.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        var words = parts.Select(Address).ToList();
        return words.Count == 0 || words.Contains(null) ? null : string.Join(",", words);
    }

    /// <summary>An address; null where it is none.</summary>
    public static string? Address(string text) => Observations.Address.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var address) && !address.IsNone ? $"'{address}'" : null;
}
