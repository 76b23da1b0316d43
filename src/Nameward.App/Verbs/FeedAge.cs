using System.Globalization;
using Nameward.Engine;

namespace Nameward.App.Verbs;

/// <summary>Spans of time as flags of feeds take them: 30m, 12h, 30d, 8w, 2y.</summary>
static class FeedAge
{
    /// <summary>The span.</summary>
    /// <param name="flag">The flag that says it.</param>
    /// <param name="text">What it says.</param>
    /// <exception cref="UserError">It is none.</exception>
    public static TimeSpan Read(string flag, string text)
    {
        var minutes = text.Length < 2 ? 0 : text[^1] switch { 'm' => 1, 'h' => 60, 'd' => 24 * 60, 'w' => 7 * 24 * 60, 'y' => 365 * 24 * 60, _ => 0 };
        return minutes > 0 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 && (long)count * minutes <= 100L * 365 * 24 * 60
            ? TimeSpan.FromMinutes((long)count * minutes)
            : throw new UserError($"{flag} {text}: this is no span of time", null, $"write a number and a unit, as in {flag} 30d (m, h, d, w, y)");
    }
}
