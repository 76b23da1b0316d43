using System.Collections.Immutable;
using Nameward.App.Settings;
using Nameward.App.Verbs;
using Nameward.Engine;
using Nameward.Engine.Findings.Sites;

namespace Nameward.App.Notices;

/// <summary>The channels of a site, each with who takes notices there.</summary>
sealed class ChannelDesk : IDisposable
{
    ChannelDesk(ImmutableArray<Channel> channels, ImmutableDictionary<string, ICourier> couriers) => (Channels, Couriers) = (channels, couriers);

    /// <summary>The channels.</summary>
    public ImmutableArray<Channel> Channels { get; }

    /// <summary>Who takes notices to each, by its name.</summary>
    public ImmutableDictionary<string, ICourier> Couriers { get; }

    /// <summary>Opens the channels of a site, their secrets read.</summary>
    /// <exception cref="UserError">There is no channel, or a secret is missing; all that is wrong.</exception>
    public static ChannelDesk Open(SiteFile site, NoticeWays ways)
    {
        if (site.Settings.Notify.IsEmpty)
        {
            throw new UserError("no channel is known to tell anybody", site.Path is { } path ? $"{path} has no notify" : "there is no site file", "write notify: into the site file, as docs/notify.md shows");
        }
        var mistakes = new List<Mistake>();
        var couriers = ImmutableDictionary.CreateBuilder<string, ICourier>();
        foreach (var channel in site.Settings.Notify)
        {
            if (Checked.Try<ICourier?>(() => ways.CourierFor(channel), null, mistakes) is { } courier)
            {
                couriers.Add(channel.Name, courier);
            }
        }
        return mistakes.Count == 0 ? new(site.Settings.Notify, couriers.ToImmutable()) : throw new UserError([.. mistakes]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var courier in Couriers.Values)
        {
            courier.Dispose();
        }
    }
}
