using Nameward.Engine;
using Nameward.Engine.Evidence;

namespace Nameward.App.Verbs;

/// <summary>A time zone by its IANA name (RFC 6557), from the data of this machine.</summary>
static class TimeZoneName
{
    /// <summary>The zone.</summary>
    /// <param name="option">The flag that names it.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="UserError">There is no such zone, or this machine has no data of zones.</exception>
    public static TimeZoneInfo Find(string option, string name)
    {
        // A name is also a path below the folder of zone data, and must not lead out of it.
        var isName = name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+') && name[0] != '/';
        return isName && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : throw Unknown(option, name);
    }

    static UserError Unknown(string option, string name)
    {
        var known = TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id != "UTC").ToList();
        if (known.Count == 0)
        {
            return new($"{option} {name}: this machine has no time zone data, so that only UTC is known", null, "install it (Debian, Ubuntu, Fedora, Alpine: the package tzdata)");
        }
        return new($"{option} {name}: no such time zone", null, NearNames.To(name, known) is [var near, ..] && name.Length > 3 ? $"{option} {near}" : "an IANA name, as in Europe/Berlin");
    }
}
