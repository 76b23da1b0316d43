using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>A database of places.</summary>
/// <param name="Name">Name of its file, without the folder.</param>
/// <param name="Type">What it calls itself; it may be empty.</param>
/// <param name="Built">When it was made, as it says itself, UTC.</param>
public sealed record PlaceSource(HostileText Name, HostileText Type, DateTime Built);
