using System.Net;
using Nameward.App.Feeds;
using Nameward.Engine;
using Nameward.Engine.Findings.Sites;

namespace Nameward.App.Notices;

/// <summary>How notices leave the machine: bounds of time, the clock, the environment, the look-up of names.</summary>
sealed record NoticeWays
{
    /// <summary>The bounds of one delivery. Its whole is far below the time for which a notice is taken.</summary>
    public FetchLimits Limits { get; init; } = new() { Whole = TimeSpan.FromMinutes(1) };

    /// <summary>How long a receiver of syslog may take to close its side, which it does when it has read all.</summary>
    public TimeSpan Closing { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Tells the time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Reads variables of the environment: secrets and proxies.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Looks names up.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Look { get; init; } = GuardedConnector.System;

    /// <summary>Why an address is refused; null where it is not.</summary>
    public Func<IPAddress, string?> WhyRefused { get; init; } = AddressGuard.WhyRefused;

    /// <summary>Who takes notices to a channel, its secret read.</summary>
    /// <exception cref="UserError">There is no secret, or it is none for this kind of channel.</exception>
    public ICourier CourierFor(Channel channel)
    {
        var secret = Secret(channel);
        return channel.Kind switch
        {
            ChannelKind.Webhook => new HttpCourier(channel, this) { Key = secret!.Use(text => WebhookSignature.KeyOf(text) ?? throw NoKey(channel)) },
            ChannelKind.Http => new HttpCourier(channel, this) { Secret = secret },
            ChannelKind.Email => new MailCourier(channel, this, secret),
            ChannelKind.Syslog => new SyslogCourier(channel, this),
            _ => new FileCourier(channel),
        };
    }

    FeedSecret? Secret(Channel channel)
    {
        try
        {
            return FeedSecret.Read(channel.Secret, channel.User, null, Variable, "notify[].secret:");
        }
        catch (UserError mistake)
        {
            throw new UserError([.. mistake.Mistakes.Select(one => one with { Here = channel.At.ToString() })]);
        }
    }

    static UserError NoKey(Channel channel) => new($"notify[].secret: what is there is no secret of webhooks (channel {channel.Name})", channel.At.ToString(),
        $"make one: {WebhookSignature.Prefix} and 24 to 64 random bytes in base64, as openssl rand -base64 32 prints them");
}
