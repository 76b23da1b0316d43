using System.CommandLine;
using Nameward.Engine;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Observations;

namespace Nameward.App.Verbs;

/// <summary>The words of <c>suppress add</c> on the command line.</summary>
sealed class SuppressOptions
{
    readonly Option<string?> _zone = new("--zone") { Description = "All zones of the finding are this one or lie below it.", HelpName = "ZONE" };
    readonly Option<string?> _client = new("--client") { Description = "All hosts concerned lie in it: an address or a CIDR prefix.", HelpName = "CLIENT" };
    readonly Option<string?> _server = new("--server") { Description = "The server of the finding lies in it: an address or a CIDR prefix.", HelpName = "SERVER" };
    readonly Option<string?> _detector = new("--detector") { Description = "The detector of its strongest signal; nameward detectors lists them.", HelpName = "ID" };
    readonly Option<string?> _reason = new("--reason") { Description = "Why; it is shown wherever something is hidden.", HelpName = "TEXT", Required = true };
    readonly Option<string?> _for = new("--for") { Description = $"For how long: 12h, 30d, 8w ({Suppression.UsualDays}d where neither this nor --until is given).", HelpName = "SPAN" };
    readonly Option<string?> _until = new("--until") { Description = $"Until when (RFC 3339, UTC), at most {Suppression.MostDays} days from now.", HelpName = "TIME" };

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command verb)
    {
        Option[] all = [_zone, _client, _server, _detector, _reason, _for, _until];
        foreach (var option in all)
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>The suppression that is asked for; its id and its author are given to it later.</summary>
    /// <exception cref="UserError">All mistakes at once.</exception>
    public Suppression Read(ParseResult parsed, DateTime now)
    {
        var mistakes = new List<Mistake>();
        var zone = Part(parsed, _zone, SuppressionText.Zone, mistakes);
        var client = Range(parsed, _client, mistakes);
        var server = Range(parsed, _server, mistakes);
        var detector = Part(parsed, _detector, SuppressionText.Detector, mistakes);
        var reason = Part(parsed, _reason, SuppressionText.Reason, mistakes);
        var until = Until(parsed, now, mistakes);
        var scope = new SuppressionScope(zone, client, server, detector);
        if (scope.IsEmpty && mistakes.Count == 0)
        {
            mistakes.Add(new("suppress add: no scope is given, and everything would be hidden", null, "give at least one of --zone, --client, --server and --detector"));
        }
        return mistakes.Count == 0 ? new("", scope, HostileText.Text(reason!), HostileText.Text(""), now, until) : throw new UserError([.. mistakes]);
    }

    DateTime Until(ParseResult parsed, DateTime now, List<Mistake> mistakes)
    {
        if (parsed.GetValue(_for) is not null && parsed.GetValue(_until) is not null)
        {
            mistakes.Add(new("--for and --until: both are given", null, "give one of them"));
        }
        var span = parsed.GetValue(_for) is { } text && SuppressionText.For(text) is var understood ? Value(understood, _for.Name, text, mistakes) : TimeSpan.FromDays(Suppression.UsualDays);
        if (parsed.GetValue(_until) is not { } end)
        {
            return new((now + span).Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
        }
        var until = Value(SuppressionText.Until(end, now), _until.Name, end, mistakes);
        if (until <= now && mistakes.Count == 0)
        {
            mistakes.Add(new($"{_until.Name} {end}: this time is over", null, "name a time that is yet to come"));
        }
        return until;
    }

    static T? Part<T>(ParseResult parsed, Option<string?> option, Func<string, Understood<T>> read, List<Mistake> mistakes)
        where T : class => parsed.GetValue(option) is { } text ? Value(read(text), option.Name, text, mistakes) : null;

    static Network? Range(ParseResult parsed, Option<string?> option, List<Mistake> mistakes) => parsed.GetValue(option) is { } text ? Value(SiteText.Network(text), option.Name, text, mistakes) : null;

    static T? Value<T>(Understood<T> understood, string option, string text, List<Mistake> mistakes)
    {
        if (understood.Wrong is { } wrong)
        {
            mistakes.Add(new($"{option} {text}: {wrong}", null, understood.Do));
        }
        return understood.Value;
    }
}
