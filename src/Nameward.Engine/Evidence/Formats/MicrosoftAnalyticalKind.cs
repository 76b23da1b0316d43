using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What an analytical event shows, by its number in the provider's manifest. One look-up gives 256 (query received), where it is not in the cache 260 and 261
/// (query to another server and its response) for each server asked, and 257 or 258 (response sent): each message once. What a policy ignored (259) and what
/// response rate limiting sent (282, 283) is the same look-up once more, seen inside the server. No message of its own shows where the server waited in vain
/// (262), dropped a response (281) or looked further by itself (279, 280); updates (263, 264, 277, 278) and notifications (273 to 276) ask for no name.
/// </summary>
/// <param name="Sides">Query or response; none where the event is of no concern.</param>
/// <param name="Leg">On which part of the way.</param>
/// <param name="Type">The question's type where the event is of a transfer, which has no field for it; else 0.</param>
readonly record struct MicrosoftAnalyticalKind(Sides Sides, Leg Leg, ushort Type)
{
    const ushort Ixfr = 251, Axfr = 252;

    /// <summary>What an event of a number shows.</summary>
    public static MicrosoftAnalyticalKind Of(int id) => id switch
    {
        256 or 286 => new(Sides.Query, Leg.Client, 0),
        257 or 258 or 284 or 285 => new(Sides.Response, Leg.Client, 0),
        259 => new(Sides.Query, Leg.Internal, 0),
        260 or 289 => new(Sides.Query, Leg.Upstream, 0),
        261 or 290 => new(Sides.Response, Leg.Upstream, 0),
        265 => new(Sides.Query, Leg.Upstream, Ixfr),
        266 => new(Sides.Query, Leg.Client, Ixfr),
        267 => new(Sides.Response, Leg.Client, Ixfr),
        268 => new(Sides.Response, Leg.Upstream, Ixfr),
        269 => new(Sides.Query, Leg.Upstream, Axfr),
        270 => new(Sides.Query, Leg.Client, Axfr),
        271 => new(Sides.Response, Leg.Client, Axfr),
        272 => new(Sides.Response, Leg.Upstream, Axfr),
        282 or 283 => new(Sides.Response, Leg.Internal, 0),
        _ => default,
    };
}
