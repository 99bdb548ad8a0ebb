"""The scenario's bot with hikari."""

import os

import hikari

bot = hikari.GatewayBot(
    os.environ["TOKEN"], intents=hikari.Intents.ALL, rest_url=os.environ["API_BASE_URL"], banner=None)


@bot.listen(hikari.StartedEvent)
async def started(event):
    me = await bot.rest.fetch_application()
    await bot.rest.set_application_commands(me, [bot.rest.slash_command_builder("ping", "Answers")])


@bot.listen(hikari.InteractionCreateEvent)
async def interaction(event):
    used = event.interaction
    if isinstance(used, hikari.CommandInteraction):
        await used.create_initial_response(hikari.ResponseType.DEFERRED_MESSAGE_CREATE)
        row = bot.rest.build_message_action_row().add_interactive_button(
            hikari.ButtonStyle.SECONDARY, "again", label="Again")
        await used.edit_initial_response("pong", component=row)
    else:
        await used.create_initial_response(
            hikari.ResponseType.MESSAGE_UPDATE, f"pressed by {used.user.username}", components=[])


@bot.listen(hikari.GuildMessageCreateEvent)
async def message(event):
    if event.is_bot or not (event.content or "").startswith("!"):
        return
    verb, _, rest = event.content[1:].partition(" ")
    channel, guild = event.channel_id, event.guild_id
    say = lambda *text, **more: bot.rest.create_message(channel, *text, **more)
    if verb == "echo":
        await say(rest)
    elif verb == "members":
        people = sum(not member.is_bot for member in await bot.rest.fetch_members(guild))
        await say(f"members {event.get_guild().member_count}, people {people}")
    elif verb == "embed":
        await say(embed=hikari.Embed(title="Card", description="text").add_field("Votes", "7"))
    elif verb == "react":
        await event.message.add_reaction("🌟")
    elif verb == "history":
        general = next(c for c in await bot.rest.fetch_guild_channels(guild) if c.name == "general")
        await say(f"history {len(await bot.rest.fetch_messages(general))}")
    elif verb == "voters":
        await say(f"voters {len(await bot.rest.fetch_reactions_for_emoji(channel, int(rest), '🌟'))}")
    elif verb == "channel":
        made = await bot.rest.create_guild_text_channel(guild, rest, topic="made by a bot")
        await say(f"made {made.name}")


@bot.listen(hikari.GuildReactionAddEvent)
async def added(event):
    if not event.member.is_bot:
        await bot.rest.create_message(event.channel_id, f"{event.member.username} added {event.emoji_name}")


@bot.listen(hikari.GuildReactionDeleteEvent)
async def removed(event):
    user = bot.cache.get_member(event.guild_id, event.user_id) or await bot.rest.fetch_user(event.user_id)
    await bot.rest.create_message(event.channel_id, f"{user.username} removed {event.emoji_name}")


bot.run(check_for_updates=False)
