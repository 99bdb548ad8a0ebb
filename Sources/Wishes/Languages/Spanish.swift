/// Spanish as it is understood everywhere in Latin America, with `tú`. As in `English`, titles are how older messages are
/// recognized.
enum Spanish {
    static func wording(_ phrase: Phrase) -> Wording {
        switch phrase {
        // MARK: Cards
        case .wishTitleVideo: Wording("Alguien desea un video", "Se anhela una visión, oh, portador mío")
        case .wishTitleChannel: Wording("Alguien desea un canal", "Se anhela un lugar, oh, portador mío")
        case .wishTitleOther: Wording("Un deseo", "Un deseo, oh, portador mío")
        case .wishedBy: Wording("Deseo de {name}", "Susurro de {name}")
        case .formerMember: Wording("alguien que ya no es miembro")
        case .howToVote: Wording("Vota con {emoji}", "Aliméntalo con {emoji}")

        // MARK: What becomes of a wish
        case .manifesting:
            Wording(
                "Este deseo ya tiene los votos que necesita.",
                "Bastantes lo han deseado. Escucha: toma forma, oh, portador mío.")
        case .manifested:
            Wording("Este deseo se hizo realidad: {channel}", "Dicho está, y así es: {channel}, oh, portador mío.")
        case .doubled:
            Wording(
                "Para este deseo se creó más de un canal: {channels}. La moderación puede borrar los que sobren.",
                "Un solo deseo, y más de una forma: {channels}. La moderación puede deshacer lo que nadie quiera.")
        case .manifestationRefused:
            Wording(
                "Este deseo tiene suficientes votos, pero no se puede crear su canal: {why}. Lo volveré a intentar.",
                "Bastantes lo han deseado, y aun así el mundo se resiste: {why}. Lo volveré a intentar, oh, portador mío."
            )
        case .celebration: Wording("✅ Este deseo fue concedido.", "✅ Concedido está, oh, portador mío.")

        // MARK: Wishing
        case .wished: Wording("Tu deseo está aquí: {link}", "Tu deseo ya tiene forma, oh, portador mío: {link}")
        case .wishFailed:
            Wording(
                "No funcionó: {why}. No se guardó nada; inténtalo de nuevo.",
                "El deseo se me escapó: {why}. No quedó nada, oh, portador mío; pronúncialo otra vez.")
        case .wishDoubtful:
            Wording(
                "Discord no dijo si funcionó. Tu deseo aparecerá en menos de un minuto, o te diré por qué no.",
                "El mundo calla, oh, portador mío. Tu deseo tomará forma en menos de un minuto, o te diré por qué no.")
        case .interrupted:
            Wording(
                "Me reiniciaron antes de que pudiera responder. Pregunta otra vez, por favor.",
                "El sueño me venció antes de responder, oh, portador mío. Pregunta otra vez.")
        case .wrongChannel:
            Wording("Los deseos se piden en {channel}.", "Aquí no, oh, portador mío. Los deseos se piden en {channel}.")
        case .suggestionsChannel: Wording("el canal de sugerencias")
        case .noSuggestionsChannel:
            Wording(
                "Este servidor no tiene un canal llamado {name} que yo pueda ver. Créenlo o denme acceso.",
                "No veo ningún canal llamado {name}, oh, portador mío. Créenlo o denme acceso.")
        case .suggestionsChannelIsNoText:
            Wording(
                "El canal {name} no es un canal de texto. Los deseos necesitan un canal de texto con ese nombre, u otro nombre en mi configuración.",
                "{name} no es lugar para palabras, oh, portador mío. Los deseos necesitan un canal de texto con ese nombre, u otro nombre en mi configuración."
            )
        case .suggestionsChannelMistyped:
            Wording(
                "Mi configuración menciona el canal {name}, que no existe; antes se pedían los deseos en {channel}. Corrijan la configuración o creen el canal.",
                "Me enviaron a {name}, oh, portador mío, y no está en ninguna parte; antes se pedían los deseos en {channel}. Corrijan la configuración o creen el canal."
            )
        case .suggestionsUnseen:
            Wording(
                "No puedes ver el canal donde se publican los deseos, así que no publico ninguno por ti. La moderación puede darte «Ver canal» allí.",
                "Los deseos toman forma donde no alcanzas a ver, oh, portador mío, así que no doy forma a ninguno por ti. La moderación puede darte «Ver canal» allí."
            )
        case .suggestionsReadOnly:
            Wording(
                "No puedes escribir en {channel}, donde se publican los deseos, así que no publico ninguno por ti. La moderación puede darte «Enviar mensajes» allí.",
                "Tu voz no llega a {channel}, oh, portador mío, donde los deseos toman forma. La moderación puede darte «Enviar mensajes» allí."
            )
        case .notADreamer:
            Wording(
                "Necesitas uno de los roles que pueden pedir deseos.",
                "Tus deseos aún no tienen voz: necesitas uno de los roles que pueden pedirlos.")
        case .notAModerator:
            Wording("Solo la moderación puede hacer eso.", "Eso es solo para la moderación, oh, portador mío.")
        case .attachmentsNotKept:
            Wording(
                "Un deseo lleva texto y una imagen (PNG, JPEG, GIF o WebP): otros archivos, los stickers y las encuestas se perderían. No se borró nada; pide el deseo otra vez sin ellos, o pon un enlace en el texto.",
                "Un deseo es palabras y una imagen (PNG, JPEG, GIF o WebP), oh, portador mío: otros archivos, los stickers y las encuestas se perderían. No se borró nada; pronúncialo otra vez sin ellos, o con un enlace."
            )
        case .picturesNotKept:
            Wording(
                "Un deseo lleva una sola imagen, y las demás se perderían. No se borró nada; pide el deseo otra vez con una de ellas.",
                "Una imagen para un deseo, oh, portador mío; las demás se perderían. No se borró nada; pronúncialo otra vez con una de ellas."
            )
        case .pictureTooLarge:
            Wording(
                "Esa imagen es demasiado grande: puedo publicar {count} MB. No se borró nada; pide el deseo otra vez con una más pequeña.",
                "Esa imagen es demasiado vasta para mí, oh, portador mío: puedo cargar {count} MB. No se borró nada; pronuncia el deseo otra vez con una más pequeña."
            )
        case .pictureUnreachable:
            Wording(
                "Discord no me dio esa imagen. No se borró nada; pide el deseo otra vez, con la imagen o sin ella.",
                "El mundo me niega esa imagen, oh, portador mío. No se borró nada; pronuncia el deseo otra vez, con la imagen o sin ella."
            )
        case .handedBack:
            Wording(
                "Tu mensaje y esta respuesta se borran {time}. Tu texto:",
                "Tus palabras y las mías se desvanecen {time}, oh, portador mío. Guarda las tuyas:")
        case .channelNameRefused:
            Wording("Ese nombre no se permite: {why}.", "Ese nombre no resiste, oh, portador mío: {why}.")
        case .channelNameEmpty: Wording("necesita al menos una letra, un número o un emoji")
        case .channelNameTooLong: Wording("tiene {count} caracteres y Discord permite 100")
        case .wordReserved: Wording("la palabra «{word}» está reservada")
        case .channelExists:
            Wording(
                "Ese canal ya existe: {channel}. No se publicó nada.",
                "Ese lugar ya tiene forma, oh, portador mío: {channel}. No se publicó nada.")
        case .alreadyWished:
            Wording(
                "Alguien ya lo desea; vota por ese deseo{place}. No se publicó nada.",
                "Eso ya se susurra, oh, portador mío; alimenta ese deseo{place}. No se publicó nada.")
        case .channelAlreadyWished:
            Wording(
                "Alguien ya desea {name}; vota por ese deseo{place}. No se publicó nada.",
                "{name} ya se susurra, oh, portador mío; alimenta ese deseo{place}. No se publicó nada.")
        case .alikeWished:
            Wording(
                "Eso es casi lo mismo que un deseo abierto, «{what}»; vota por ese{place}. No se publicó nada.",
                "Eso ya se susurra, oh, portador mío, o casi: «{what}». Alimenta ese deseo{place}. No se publicó nada.")
        case .channelIsNear:
            Wording(
                "Hay un canal que se llama casi así: {channel}. No se publicó nada.",
                "Un lugar que se llama casi así ya tiene forma, oh, portador mío: {channel}. No se publicó nada.")
        case .howToInsist:
            Wording(
                "Como moderador puedes publicarlo de todos modos: {form}, o la opción `{option}` de {command}.",
                "Si aun así lo quieres, oh, portador mío: {form}, o la opción `{option}` de {command}.")
        case .tooManyOfMemberOne:
            Wording(
                "Tienes {count} deseo abierto, el máximo por miembro. Cuando se haga realidad o se quite, podrás pedir otro.",
                "Guardas {count} deseo abierto, oh, portador mío, cuanto aquí se puede guardar. Cuando tome forma o se quite, vuelve a susurrar."
            )
        case .tooManyOfMemberOther:
            Wording(
                "Tienes {count} deseos abiertos, el máximo por miembro. Cuando uno se haga realidad o se quite, podrás pedir otro.",
                "Guardas {count} deseos abiertos, oh, portador mío, cuantos aquí se pueden guardar. Cuando uno tome forma o se quite, vuelve a susurrar."
            )
        case .tooManyOfServerOne:
            Wording(
                "Este servidor tiene {count} deseo abierto, el máximo que puede tener. La moderación puede concederlo o quitarlo.",
                "Este servidor guarda {count} deseo abierto, oh, portador mío; más no le caben. La moderación puede concederlo o quitarlo."
            )
        case .tooManyOfServerOther:
            Wording(
                "Este servidor tiene {count} deseos abiertos, el máximo que puede tener. La moderación puede conceder o quitar algunos.",
                "Este servidor guarda {count} deseos abiertos, oh, portador mío; más no le caben. La moderación puede conceder o quitar algunos."
            )
        case .tooSoonOne:
            Wording(
                "Un deseo a la vez: podrás pedir otro en {count} segundo. No se publicó nada.",
                "Un hambre a la vez, oh, portador mío: vuelve a desear en {count} segundo. No se publicó nada.")
        case .tooSoonOther:
            Wording(
                "Un deseo a la vez: podrás pedir otro en {count} segundos. No se publicó nada.",
                "Un hambre a la vez, oh, portador mío: vuelve a desear en {count} segundos. No se publicó nada.")

        // MARK: Lists
        case .sectionVideo: Wording("Videos deseados", "Visiones que los desvelan")
        case .sectionChannel: Wording("Canales deseados", "Lugares que sueñan despiertos")
        case .sectionOther: Wording("Otros deseos", "Otras hambres")
        case .shownOf: Wording("{count} de {total}")
        case .pageOf: Wording("página {page} de {pages}")
        case .emptyList:
            Wording("Aquí aún no hay nada. Empieza con {form}.", "Aún nada, oh, portador mío. Empieza con {form}.")
        case .manifestationsTitle:
            Wording("Deseos que se hicieron realidad", "Deseos que tomaron forma, oh, portador mío")
        case .manifestationsTitleVideo: Wording("Videos que se hicieron realidad", "Visiones que tomaron forma")
        case .manifestationsTitleChannel: Wording("Canales que se hicieron realidad", "Lugares que tomaron forma")
        case .manifestationsTitleOther: Wording("Otros deseos que se hicieron realidad", "Otras hambres, saciadas")
        case .nothingManifested:
            Wording(
                "Todavía ningún deseo se hizo realidad.", "Todavía ningún deseo ha tomado forma, oh, portador mío.")
        case .noVideoManifested:
            Wording(
                "Todavía ningún video se hizo realidad.", "Todavía ninguna visión ha tomado forma, oh, portador mío.")
        case .noChannelManifested:
            Wording(
                "Todavía ningún canal se hizo realidad.", "Todavía ningún lugar ha tomado forma, oh, portador mío.")
        case .noOtherManifested:
            Wording(
                "Todavía ningún otro deseo se hizo realidad.",
                "Todavía no se ha saciado ninguna otra hambre, oh, portador mío.")
        case .grantedBy: Wording("concedido por {moderator}", "por la palabra de {moderator}")
        case .carriedBy: Wording("con {count} de {total} votos")
        case .confirmed: Wording("Confirmado con Discord: {time}", "Como el propio Discord confirmó: {time}")
        case .unconfirmed:
            Wording(
                "Discord no pudo confirmarlo todo ({why}); {age}.",
                "Discord no quiso responder por todo ({why}); {age}.")
        case .numbersAsOf: Wording("números de {time}")
        case .numbersNeverConfirmed: Wording("algunos números nunca se confirmaron")
        case .searchTitle: Wording("Deseos con «{word}»", "Lo que susurra «{word}»")
        case .nothingFound:
            Wording(
                "Ningún deseo tiene todas esas palabras. Prueba con menos, o con partes de ellas.",
                "Ningún deseo susurra todo eso, oh, portador mío. Prueba con menos palabras, o con partes de ellas.")
        case .statisticsTitle: Wording("Las últimas doce semanas", "Doce semanas de hambre, oh, portador mío")
        case .statisticsPosted: Wording("🟦 **{count}** · deseos publicados", "🟦 **{count}** · deseos susurrados")
        case .statisticsVotes:
            Wording(
                "🟨 **{count}** · votos que tienen los deseos de cada semana",
                "🟨 **{count}** · veces que fueron alimentados")
        case .statisticsGranted:
            Wording(
                "🟩 **{count}** · deseos que se hicieron realidad", "🟩 **{count}** · deseos que tomaron forma")

        // MARK: Reports
        case .weeklyTitle: Wording("Los deseos de la semana", "Lo que desearon esta semana, oh, portador mío")
        case .weeklyLead: Wording("Los favoritos de cada tipo.", "Estos son los que más alimentaron.")
        case .weeklyNothing:
            Wording(
                "No hay deseos abiertos, así que no hay resumen.",
                "Ningún deseo está abierto; no hay nada que contar, oh, portador mío.")
        case .weeklyDuplicate:
            Wording(
                "Publicado. Entre los últimos cinco mensajes todavía hay un resumen anterior.",
                "Contado, oh, portador mío, aunque un relato anterior sigue entre los últimos cinco mensajes.")
        case .weeklyPosted:
            Wording("El resumen está en {channel}.", "Contado está en {channel}, oh, portador mío.")
        case .weeklyFailed: Wording("No se pudo publicar el resumen: {why}.", "El relato falló: {why}.")
        case .syncTitle: Wording("Sincronizado", "El patrón vuelve a su cauce, oh, portador mío")
        case .syncUpdated: Wording("**{count}** actualizados")
        case .syncDeleted: Wording("**{count}** borrados")
        case .syncErrors: Wording("**{count}** sin confirmar")
        case .syncManifested: Wording("**{count}** hechos realidad")
        case .syncRequestsOne: Wording("{count} petición")
        case .syncRequestsOther: Wording("{count} peticiones")
        case .syncDrift: Wording("desvío {count}")

        // MARK: Help
        case .helpTitle: Wording("Lo que puedes hacer", "Lo que puedes pedirme, oh, portador mío")
        case .helpWish: Wording("{form}: pedir un deseo")
        case .helpWishIn: Wording("{form} en {channel}: pedir un deseo")
        case .helpTop: Wording("{commands}: los favoritos")
        case .helpManifestations: Wording("{form}: deseos que se hicieron realidad")
        case .helpSearch: Wording("{form}: buscar deseos por sus palabras")
        case .helpShow: Wording("{form}: mostrar un deseo")
        case .helpStats: Wording("{form}: las últimas doce semanas en números")
        case .helpWeeklySummary: Wording("{form}: publicar el resumen ahora")
        case .helpSyncWishes: Wording("{form}: contarlo todo de nuevo, ahora")
        case .helpManifestWish: Wording("{form}: conceder un deseo a mano")
        case .helpRemoveWish: Wording("{form}: quitar un deseo, con su mensaje")
        case .helpSetThreshold: Wording("{form}: la parte de los miembros, o los votos, que necesita un canal")
        case .helpHelp: Wording("{form}: esta lista")
        case .helpSlash: Wording("Como comandos de barra: {commands}", "Dichos también con una barra: {commands}")
        case .commandsForRoles:
            Wording(
                "Discord muestra los comandos de barra de la moderación solo a quien puede «Gestionar servidor». Esos miembros pueden mostrarlos también a un rol: Ajustes del servidor → Integraciones → {name} → Comandos.",
                "Solo quien puede «Gestionar servidor» ve lo que la moderación dice con una barra, y puede abrirlo también a un rol: Ajustes del servidor → Integraciones → {name} → Comandos."
            )

        // MARK: How commands are written
        case .usage: Wording("Escríbelo así: {form}", "Se dice así: {form}")
        case .usageProblem: Wording("Casi: {why}.", "Habla claro, oh, portador mío: {why}.")
        case .didYouMean: Wording("¿Quisiste decir {form}?", "¿Era {form} lo que querías decir, oh, portador mío?")
        case .formWish:
            Wording("`{command} video TEXTO`, `{command} other TEXTO` o `{command} channel NOMBRE: PROPÓSITO`")
        case .formSlashWish:
            Wording("`{command} video TEXTO`, `{command} otro TEXTO` o `{command} canal NOMBRE: PROPÓSITO`")
        case .formWishText: Wording("`{command} {kind} TEXTO`")
        case .formWishChannel: Wording("`{command} channel NOMBRE: PROPÓSITO`")
        case .formTop: Wording("`{command} [1–25]`")
        case .formManifestations: Wording("`{command} [video|channel|other] [1–25]`")
        case .formSearch: Wording("`{command} PALABRAS`")
        case .formShow: Wording("`{command} ID|ENLACE`")
        case .formManifestWish: Wording("`{command} ID|ENLACE [nota]`")
        case .formRemoveWish: Wording("`{command} ID|ENLACE`")
        case .formSetThreshold: Wording("`{command} [0.10–1.00] [confirm]`, `{command} N votes` o `{command} reset`")
        case .formPlain: Wording("`{command}`")
        case .problemKind: Wording("di primero qué es: video, channel u other")
        case .problemText: Wording("falta el deseo mismo")
        case .problemChannel: Wording("un canal necesita un nombre y un propósito, con dos puntos entre ellos")
        case .problemCount: Wording("la cantidad debe ser un número entero del 1 al 25")
        case .problemKindAndCount: Wording("di video, channel u other, y un número del 1 al 25")
        case .problemSearch: Wording("busca una palabra o más, en 80 caracteres como máximo")
        case .problemWish:
            Wording("nombra un deseo con el enlace a su mensaje, con la ID del mensaje o con la ID de su pie")
        case .problemThreshold:
            Wording("el umbral va de 0.10 a 1.00, por ejemplo 0.67 o 67 %, o es un número, como 25 votes")
        case .problemThresholdOrReset: Wording("da un umbral o restablécelo, no las dos cosas")
        case .slower:
            Wording(
                "Más despacio, por favor: son más de {count} comandos en diez segundos. Volveré a responder cuando haya más calma.",
                "Más despacio, oh, portador mío: son más de {count} comandos en diez segundos. Volveré a escuchar cuando haya más calma."
            )
        case .tooBusy:
            Wording(
                "Demasiadas preguntas a la vez: la tuya quedó fuera. Pregunta otra vez en un minuto.",
                "Demasiadas voces a la vez, oh, portador mío: la tuya no se oyó. Pregunta otra vez en un minuto.")

        // MARK: The threshold
        case .threshold:
            Wording(
                "Un deseo de canal necesita los votos de: {what}",
                "Para que un lugar tome forma, deben alimentarlo: {what}")
        case .thresholdSet:
            Wording(
                "Desde ahora, un deseo de canal necesita los votos de: {what}",
                "Así sea, oh, portador mío: desde ahora, deben alimentar un lugar: {what}")
        case .thresholdReset:
            Wording(
                "Desde ahora vuelve a valer el umbral de la configuración: {what}",
                "Así sea, oh, portador mío: vuelve a valer lo que se me dijo al crearme, y deben alimentar un lugar: {what}"
            )
        case .thresholdOverrides:
            Wording(
                "Esto vale en lugar de la configuración, que dice {share}; con {form} vuelve a valer ella.",
                "Vale en lugar de la configuración, que dice {share}; di {form}, y ella vuelve a valer.")
        case .thresholdReplaced:
            Wording(
                "`{name}` ocupa el lugar de `{option}`, que ya no cuenta.",
                "`{name}` ocupa el lugar de `{option}`, que ya nada significa.")
        case .thresholdIsConfigured:
            Wording("Viene de la configuración.", "Así lo dice la configuración.")
        case .thresholdWasSet:
            Wording("Fijado por {moderator}, {time}.", "Así lo dispuso la palabra de {moderator}, {time}.")
        case .quorumOne: Wording(": ahora mismo {needed} {emoji} de {count} miembro.")
        case .quorumOther: Wording(": ahora mismo {needed} {emoji} de {count} miembros.")
        case .quorumUnknown:
            Wording(
                ". No se sabe cuántos votos son, y no se crea ningún canal, porque no puedo listar a los miembros: {why}.",
                ". Cuántos son no lo veo, y ningún lugar toma forma, porque no puedo listar a los miembros: {why}.")
        case .manyChannels:
            Wording(
                "Con el {share} se crearían {count} canales a la vez, así que no cambié nada. Si es lo que quieres, usa {form}.",
                "Con el {share} tomarían forma {count} lugares a la vez, oh, portador mío, así que no cambié nada. Si ese es tu deseo, di {form}."
            )
        case .manyChannelsBySetting:
            Wording(
                "Con eso podrían crearse hasta {count} canales a la vez, así que no se cambió nada. Si quieres eso, usa {form}.",
                "Con eso podrían tomar forma hasta {count} lugares a la vez, oh, portador mío, así que no se cambió nada. Si ese es tu deseo, di {form}."
            )
        case .withOption: Wording("`{command}` con `{option}`")

        // MARK: Whose votes count
        case .votersAll: Wording("miembros humanos")
        case .votersWithRole: Wording("miembros con el rol {name}")
        case .votersInChannel: Wording("miembros que pueden ver {channel}")
        case .shareOfVoters: Wording("{share} ({voters})")
        case .votesOfVoters: Wording("{count} ({voters})")
        case .voteCountOne: Wording("{count} voto")
        case .voteCountOther: Wording("{count} votos")
        case .quorumUnreachable:
            Wording(
                "Son más de los que pueden votar; así no puede crearse ningún canal.",
                "Son más de los que pueden alimentarlo, oh, portador mío; así ningún lugar puede tomar forma.")
        case .quorumTitle: Wording("Lo que necesita {name}", "De lo que tiene hambre {name}")
        case .quorumMayVote: Wording("**Pueden votar**: {count} ({voters})")
        case .quorumWithoutAuthor: Wording("sin quien lo deseó")
        case .quorumNeededShare:
            Wording("**Hacen falta**: {needed}, es decir, el {share} de ellos, redondeado hacia arriba")
        case .quorumNeededVotes: Wording("**Hacen falta**: {needed}")
        case .quorumUnderCard: Wording("**Bajo la tarjeta**: {emoji} {count}")
        case .quorumUnderCardMine: Wording("**Bajo la tarjeta**: {emoji} {count}, de los que el mío no cuenta")
        case .quorumCounted: Wording("**Cuentan**: {count}")
        case .quorumUncounted: Wording("**No cuentan**: {what}")
        case .uncountedBotsOne: Wording("{count} bot")
        case .uncountedBotsOther: Wording("{count} bots")
        case .uncountedLeftOne: Wording("{count} que ya no está")
        case .uncountedLeftOther: Wording("{count} que ya no están")
        case .uncountedPendingOne: Wording("{count} que aún no aceptó las reglas")
        case .uncountedPendingOther: Wording("{count} que aún no aceptaron las reglas")
        case .uncountedRoleOne: Wording("{count} sin el rol")
        case .uncountedRoleOther: Wording("{count} sin el rol")
        case .uncountedSightOne: Wording("{count} que no puede ver el canal")
        case .uncountedSightOther: Wording("{count} que no pueden ver el canal")
        case .uncountedUnknownOne: Wording("{count} que no puede votar")
        case .uncountedUnknownOther: Wording("{count} que no pueden votar")
        case .uncountedOwn: Wording("1 de quien lo deseó")
        case .uncountedDoublesOne: Wording("{count} segundo voto")
        case .uncountedDoublesOther: Wording("{count} segundos votos")
        case .votesMissingOne: Wording("Falta {count} voto.", "Tiene hambre de {count} más, oh, portador mío.")
        case .votesMissingOther: Wording("Faltan {count} votos.", "Tiene hambre de {count} más, oh, portador mío.")
        case .quorumNothingMissing:
            Wording("No falta nada: el canal está por crearse.", "Ya se alimentó lo suficiente: está por tomar forma.")
        case .quorumStuck:
            Wording(
                "Tiene votos suficientes, pero su canal no puede crearse: {why}.",
                "Ya se alimentó lo suficiente, y aun así el mundo se resiste: {why}.")
        case .quorumHidden:
            Wording(
                "Ahora no puedo decir cuántos votos hacen falta: {why}.",
                "Cuántos deben alimentar este deseo se me oculta, oh, portador mío: {why}.")
        case .noQuorumOne:
            Wording(
                "Solo los deseos de canales tienen quórum. Este tiene {count} voto, y un moderador lo concede a mano.",
                "Solo los lugares toman forma por sí mismos, oh, portador mío. Este deseo tiene {count} voto, y un moderador lo concede."
            )
        case .noQuorumOther:
            Wording(
                "Solo los deseos de canales tienen quórum. Este tiene {count} votos, y un moderador lo concede a mano.",
                "Solo los lugares toman forma por sí mismos, oh, portador mío. Este deseo tiene {count} votos, y un moderador lo concede."
            )
        case .helpQuorum: Wording("{form}: qué votos tiene un deseo de canal y cuántos faltan")
        case .formQuorum: Wording("`{command} ID|ENLACE`")
        case .problemThresholdOrVotes: Wording("da un umbral o un número de votos, no las dos cosas")

        case .howToVoteChannel:
            Wording(
                "Vota con {emoji}: con votos suficientes se crea el canal", "Aliméntalo con {emoji}, y tomará forma")
        case .progressOne: Wording("{total} de {count} miembro")
        case .progressOther: Wording("{total} de {count} miembros")
        case .votesHere: Wording("{emoji} {total} aquí (el mío no cuenta)")
        case .votesHereUncountedOne: Wording("{emoji} {total} aquí (el mío y {count} más no cuentan)")
        case .votesHereUncountedOther: Wording("{emoji} {total} aquí (el mío y {count} más no cuentan)")
        // MARK: Settings
        case .helpConfig: Wording("{form}: los ajustes de este servidor")
        case .formConfig: Wording("`{command} show`, `{command} set NOMBRE VALOR` o `{command} reset NOMBRE`")
        case .problemConfig: Wording("di show, set o reset")
        case .problemSetting: Wording("nombra el ajuste que quieres restablecer, y nada más")
        case .problemSettingValue: Wording("nombra un ajuste y su nuevo valor")
        case .problemValueLength: Wording("un valor tiene de 1 a 100 caracteres")
        case .notAManager:
            Wording(
                "Solo los miembros con «Gestionar servidor» pueden cambiar los ajustes.",
                "Solo quien puede gestionar el servidor tuerce lo que soy, oh, portador mío.")
        case .settingsTitle: Wording("Ajustes de este servidor", "Lo que he de ser aquí, oh, portador mío")
        case .settingsHint: Wording("{command} set NOMBRE VALOR · {command} reset NOMBRE")
        case .settingOrigin:
            Wording(
                "lo cambió {moderator} {time}; la configuración dice `{word}`",
                "así habló {moderator} {time}; la configuración dice `{word}`")
        case .setAllTheSame: Wording("Cambiarlo de todos modos", "Así sea")
        case .unknownSetting:
            Wording(
                "No hay ningún ajuste `{word}`. {form} los muestra todos.",
                "No conozco ningún ajuste `{word}`, oh, portador mío. Di {form}, y te los muestro todos.")
        case .unknownSettingNear:
            Wording(
                "No hay ningún ajuste `{word}`. ¿Querías decir `{name}`?",
                "No conozco ningún ajuste `{word}`, oh, portador mío. ¿Querías decir `{name}`?")
        case .settingInvalid:
            Wording(
                "`{name}` solo admite {why}. No se cambió nada.",
                "`{name}` solo admite {why}, oh, portador mío. Nada ha cambiado.")
        case .settingSet:
            Wording(
                "`{name}` ahora es `{word}`. La configuración dice `{what}`; con {form} vuelve a valer.",
                "Así sea: `{name}` es ahora `{word}`. La configuración dice `{what}`; pronuncia {form} y volverá a valer."
            )
        case .settingReset:
            Wording(
                "`{name}` vuelve a venir de la configuración: `{word}`.",
                "`{name}` vuelve a ser lo que dice la configuración: `{word}`. Como desees, oh, portador mío.")
        case .settingNotSet:
            Wording(
                "`{name}` ya viene de la configuración: `{word}`.",
                "`{name}` nunca vino sino de la configuración, oh, portador mío: `{word}`.")
        case .noTextChannel:
            Wording(
                "No veo ningún canal de texto `{word}` en este servidor, así que no se cambió nada. Créalo, o dame «Ver canal».",
                "No veo ningún lugar para palabras llamado `{word}`, oh, portador mío, así que nada ha cambiado. Créalo, o dame «Ver canal»."
            )
        case .noCategory:
            Wording(
                "No veo ninguna categoría `{word}` en este servidor, así que no se cambió nada. Créala, o dame «Ver canal».",
                "No veo ninguna categoría `{word}`, oh, portador mío, así que nada ha cambiado. Créala, o dame «Ver canal»."
            )
        case .validChannel: Wording("el nombre o el id de un canal")
        case .validChannelOrNone: Wording("el nombre o el id de un canal, o none")
        case .validEmoji: Wording("un solo emoji")
        case .validFlag: Wording("on u off")
        case .validNumber: Wording("un número entero de {count} a {total}")
        case .validTime: Wording("una hora de 00:00 a 23:59")
        case .validTimeZone: Wording("el nombre de una zona horaria, como UTC o Europe/Berlin")
        case .validChoice: Wording("uno de {commands}")

        // MARK: Granting and removing
        case .refusedUnknown:
            Wording(
                "No conozco ese deseo en este servidor.",
                "Ese deseo nunca se susurró en este servidor, oh, portador mío.")
        case .refusedOtherServer:
            Wording("Ese enlace lleva a otro servidor.", "Ese enlace lleva a otro servidor, oh, portador mío.")
        case .refusedManifesting:
            Wording(
                "Su canal se está creando ahora mismo. Inténtalo en un minuto.",
                "Toma forma en este mismo instante: su canal se está creando. Inténtalo en un minuto.")
        case .refusedGranted:
            Wording("Ese deseo ya fue concedido.", "Ese deseo ya fue concedido, oh, portador mío.")
        case .refusedRemoved: Wording("Ese deseo fue quitado.", "Ese deseo fue quitado, oh, portador mío.")
        case .refusedDeleted:
            Wording("El mensaje de ese deseo fue borrado.", "Ese deseo ya no está: su mensaje fue borrado.")
        case .refusedUnreachable:
            Wording(
                "Discord no responde, así que no cambié nada. Inténtalo de nuevo.",
                "Discord no quiere responder, así que no cambié nada. Pregunta otra vez, oh, portador mío.")
        case .granted: Wording("Concedido: {wish}.", "Así sea: {wish} está concedido, oh, portador mío.")
        case .unmarked: Wording("No se le pudo poner ✅: {why}.")
        case .unsaid: Wording("No se pudo publicar la respuesta debajo: {why}.")
        case .removed: Wording("Quitado: {wish}.", "Nunca dicho, oh, portador mío: {wish} fue quitado.")
        case .removedBefore: Wording("{wish} ya se había quitado.", "{wish} ya se había quitado, oh, portador mío.")
        case .messageDeletedNow: Wording("Su mensaje ya está borrado.")
        case .messageStands: Wording("Su mensaje sigue ahí: {why}.")

        // MARK: Slash commands and buttons
        case .nothingToSay: Wording("Listo.", "Hecho está.")
        case .unknownCommand:
            Wording(
                "Ya no conozco este comando. Recarga Discord y vuelve a intentarlo.",
                "Esa palabra perdió su sentido, oh, portador mío. Recarga Discord y habla otra vez.")
        case .unknownButton:
            Wording(
                "Este botón ya no funciona. Usa {command} para ver una lista nueva.",
                "Ese botón es un eco, oh, portador mío. Usa {command} para ver una lista nueva.")
        case .stillStarting:
            Wording(
                "Todavía estoy arrancando. Inténtalo en un momento.",
                "Aún no despierto del todo, oh, portador mío. Inténtalo en un momento.")
        case .notInvited:
            Wording(
                "Mis comandos están aquí, pero yo no: este servidor no ha invitado al bot. Invítenlo: {link}",
                "Me llamas, oh, portador mío, pero solo dejaron entrar mis palabras. Invítenme a mí también: {link}")

        // MARK: The moderators' channel
        case .noticeStuck:
            Wording(
                "Un deseo tiene sus votos, pero no se puede crear su canal: {why}. Lo intentaré otra vez cuando eso pueda haber cambiado. {wish}",
                "Bastantes lo han deseado, y aun así el mundo se resiste, oh, portador mío: {why}. Lo intentaré otra vez cuando eso pueda haber cambiado. {wish}"
            )
        case .noticeDuplicates:
            Wording(
                "Para un deseo se creó más de un canal: {channels}. Borren los que sobren. {wish}",
                "Un solo deseo, y más de una forma: {channels}. Deshagan lo que nadie quiera. {wish}")
        case .noticeDrift:
            Wording(
                "Una sincronización corrigió los números en {count} en total, aunque no se perdió ningún evento. Ahora son correctos; si vuelve a pasar, avisen a quien administra el bot. {form} cuenta de nuevo en cualquier momento.",
                "El patrón estaba desviado en {count}, aunque nada se me había escapado. Ya volvió a su cauce; si se desliza otra vez, avisen a quien me administra. {form} cuenta de nuevo en cualquier momento."
            )
        case .noticeMissedSummary:
            Wording(
                "El resumen semanal previsto para {time} no se publicó: {why}. {form} lo publica.",
                "El relato previsto para {time} quedó sin contar: {why}. Di {form}, y lo cuento.")
        case .noticeLack:
            Wording(
                "Falta algo en este servidor: {why}.",
                "Falta algo aquí, oh, portador mío: {why}.")

        // MARK: States on cards and in lists
        case .statePlanned: Wording("Planeado", "Está previsto")
        case .statePlannedBy: Wording("Planeado por {moderator}", "Previsto por {moderator}")
        case .stateManifesting:
            Wording("Ya tiene sus votos; se está creando el canal", "Bastantes lo han deseado; toma forma")
        case .stateGranted: Wording("Concedido", "Está concedido")
        case .stateGrantedBy: Wording("Concedido por {moderator}", "Concedido por la palabra de {moderator}")
        case .stateCameTrue: Wording("Se hizo realidad: {channel}", "Tomó forma: {channel}")
        case .stateDone: Wording("Hecho", "Hecho está")
        case .stateDoneBy: Wording("Hecho por {moderator}", "Hecho por la palabra de {moderator}")
        case .stateDeclined: Wording("Rechazado", "Negado")
        case .stateDeclinedBy: Wording("Rechazado por {moderator}", "Negado por {moderator}")
        case .stateWithdrawn: Wording("Retirado por su autor", "Desdicho por quien lo deseó")
        case .stateExpired: Wording("Caducado", "Se apagó sin ser oído")
        case .stateRemoved: Wording("Eliminado", "Desdicho")
        case .stateRemovedBy: Wording("Eliminado por {moderator}", "Desdicho por {moderator}")
        case .stateDeleted: Wording("Borrado", "Ya no está")
        case .noteHeading: Wording("Nota", "Lo que se dijo de ello")
        case .reasonHeading: Wording("Motivo", "Por qué no puede ser")

        // MARK: What moderators decide
        case .newsPlanned: Wording("📌 Este deseo está planeado.", "📌 Está previsto, oh, portador mío.")
        case .newsDeclined: Wording("🚫 Este deseo fue rechazado.", "🚫 No puede ser, oh, portador mío.")
        case .newsDone: Wording("🏁 Este deseo está hecho.", "🏁 Hecho está, oh, portador mío.")
        case .newsRemoved:
            Wording("🗑️ La moderación eliminó este deseo.", "🗑️ La moderación lo ha desdicho, oh, portador mío.")
        case .newsExpiredOne:
            Wording(
                "⌛ Este deseo estuvo abierto {count} día y caducó. Puedes volver a pedirlo.",
                "⌛ Pasó hambre {count} día y se apagó, oh, portador mío. Si aún lo quieres, vuelve a susurrarlo.")
        case .newsExpiredOther:
            Wording(
                "⌛ Este deseo estuvo abierto {count} días y caducó. Puedes volver a pedirlo.",
                "⌛ Pasó hambre {count} días y se apagó, oh, portador mío. Si aún lo quieres, vuelve a susurrarlo.")
        case .verdictPlanned: Wording("Planeado: {wish}.", "Previsto: {wish}, oh, portador mío.")
        case .verdictDeclined: Wording("Rechazado: {wish}.", "Así, no puede ser: {wish}, oh, portador mío.")
        case .verdictDone: Wording("Hecho: {wish}.", "Hecho está: {wish}, oh, portador mío.")
        case .cardLater:
            Wording("Su tarjeta lo mostrará dentro de unas horas.", "Su tarjeta hablará de ello dentro de unas horas.")
        case .cardUnchanged: Wording("No se pudo cambiar su tarjeta: {why}.", "Su tarjeta no quiso cambiar: {why}.")
        case .directLead: Wording("Sobre tu deseo {wish} en {name}:", "De tu deseo {wish} en {name}, oh, portador mío:")
        case .refusedPlanned: Wording("Ese deseo ya está planeado.", "Ese deseo ya está previsto, oh, portador mío.")
        case .refusedDone: Wording("Ese deseo ya está hecho.", "Ese deseo ya está hecho, oh, portador mío.")
        case .refusedDeclined: Wording("Ese deseo fue rechazado.", "Ese deseo fue negado, oh, portador mío.")
        case .refusedWithdrawn:
            Wording("Su autor retiró ese deseo.", "Quien lo deseó lo ha desdicho, oh, portador mío.")
        case .refusedExpired: Wording("Ese deseo ha caducado.", "Ese deseo se ha apagado, oh, portador mío.")
        case .refusedNow:
            Wording("Ese deseo no se puede cambiar ahora.", "Ese deseo no se puede cambiar ahora, oh, portador mío.")

        // MARK: Forms
        case .formTitleGrant: Wording("Conceder este deseo", "Conceder este deseo, oh, portador mío")
        case .formTitleDecline: Wording("Rechazar este deseo", "Negar este deseo, oh, portador mío")
        case .formTitleRemove: Wording("Eliminar este deseo y su tarjeta", "Desdecir este deseo y su tarjeta")
        case .formLabelGrant: Wording("Nota", "Qué decir de ello")
        case .formLabelDecline: Wording("Motivo", "Por qué no puede ser")
        case .formLabelRemove: Wording("Motivo", "Por qué debe irse")
        case .formHintGrant:
            Wording("Opcional. Todos pueden leerlo bajo el deseo.", "Si quieres. Todos pueden leerlo bajo el deseo.")
        case .formHintDecline: Wording("Todos pueden leerlo en la tarjeta.", "Todos pueden leerlo en la tarjeta.")
        case .formHintRemove:
            Wording("Opcional. Queda en el historial del deseo.", "Si quieres. Lo guardo con el deseo.")
        case .unknownForm:
            Wording(
                "Este formulario ya no funciona. Usa el comando otra vez.",
                "Ese formulario es un eco, oh, portador mío. Usa el comando otra vez.")

        // MARK: One's own wishes
        case .withdrawn: Wording("Retirado: {wish}.", "Desdicho: {wish}. Susurra otro, oh, portador mío.")
        case .edited: Wording("Cambiado.", "Dicho de nuevo, oh, portador mío.")
        case .ownWishesTitle: Wording("Tus deseos", "Lo que has susurrado, oh, portador mío")
        case .noOwnWishes:
            Wording("No tienes deseos aquí. Empieza con {form}.", "No has susurrado nada aquí. Empieza con {form}.")
        case .ownWishesHint:
            Wording(
                "Retira uno con {command}, o con 🗑️ bajo su tarjeta",
                "Desdí uno con {command}, o con 🗑️ bajo su tarjeta")
        case .refusedNotYours:
            Wording(
                "Solo puede hacerlo quien pidió el deseo.",
                "Solo puede hacerlo quien lo susurró, oh, portador mío.")
        case .refusedOthersVoted:
            Wording(
                "Otros votaron por ese deseo tal como es, así que su texto se queda. Puedes retirarlo y desear de nuevo.",
                "Otros alimentan ese deseo tal como es, oh, portador mío; sus palabras se quedan. Desdilo y susurra de nuevo."
            )
        case .refusedTooOldOne:
            Wording(
                "Un deseo se puede editar durante {count} minuto, y ese es más viejo. Puedes retirarlo y desear de nuevo.",
                "Las palabras son blandas durante {count} minuto, oh, portador mío, y esas son más viejas. Desdilo y susurra de nuevo."
            )
        case .refusedTooOldOther:
            Wording(
                "Un deseo se puede editar durante {count} minutos, y ese es más viejo. Puedes retirarlo y desear de nuevo.",
                "Las palabras son blandas durante {count} minutos, oh, portador mío, y esas son más viejas. Desdilo y susurra de nuevo."
            )
        case .refusedNoEditing:
            Wording(
                "En este servidor los deseos no se pueden editar.",
                "Lo que aquí se susurra, susurrado queda, oh, portador mío.")
        case .refusedNoCard:
            Wording(
                "La tarjeta de ese deseo no se puede editar.",
                "La tarjeta de ese deseo no cambiará, oh, portador mío.")

        // MARK: Their help and forms
        case .helpMyWishes: Wording("{form}: tus propios deseos")
        case .helpWithdraw: Wording("{form}: retirar un deseo tuyo; 🗑️ bajo su tarjeta también lo hace")
        case .helpEditWish: Wording("{form}: corregir un deseo tuyo mientras nadie más haya votado")
        case .helpPlan: Wording("{form}: decir que un deseo se va a cumplir")
        case .helpDone: Wording("{form}: decir que ya se cumplió")
        case .helpDecline: Wording("{form}: rechazar, y por qué")
        case .formVerdict: Wording("`{command} ID|ENLACE [nota]`")
        case .formDecline: Wording("`{command} ID|ENLACE MOTIVO`")
        case .formWithdraw: Wording("`{command} ID|ENLACE`")
        case .formEditWish: Wording("`{command} ID|ENLACE TEXTO`")
        case .problemReason: Wording("falta el motivo")
        case .problemNewText: Wording("falta el texto nuevo")

        // MARK: Permissions, as Discord calls them
        case .permissionViewChannel: Wording("«Ver canal»")
        case .permissionSendMessages: Wording("«Enviar mensajes»")
        case .permissionEmbedLinks: Wording("«Insertar enlaces»")
        case .permissionReadMessageHistory: Wording("«Leer el historial de mensajes»")
        case .permissionAddReactions: Wording("«Añadir reacciones»")
        case .permissionManageMessages: Wording("«Gestionar mensajes»")
        case .permissionManageChannels: Wording("«Gestionar canales»")
        case .permissionViewAuditLog: Wording("«Ver registro de auditoría»")
        case .permissionAttachFiles: Wording("«Adjuntar archivos»")
        case .permissionCreatePublicThreads: Wording("«Crear hilos públicos»")
        case .permissionManageThreads: Wording("«Gestionar hilos»")

        // MARK: Why something did not work
        case .troubleLacking:
            Wording(
                "me falta {permission} en este servidor; quien tenga «Gestionar roles» puede dárselo a mi rol"
            )
        case .troubleLackingIn:
            Wording(
                "me falta {permission} en {name}; quien tenga «Gestionar roles» puede dárselo a mi rol"
            )
        case .troubleUnanswered: Wording("Discord no respondió a tiempo")
        case .troubleRefused: Wording("Discord lo rechazó")
        case .troubleMessageGone: Wording("el mensaje ya no existe")
        case .troubleChannelGone: Wording("el canal ya no existe")
        case .troublePlaceUnknown: Wording("no se sabe en qué canal está su mensaje")
        case .troubleOtherServer: Wording("el canal es de otro servidor")
        case .troubleBlocked: Wording("quien lo escribió me tiene bloqueado y puede desbloquearme")
        case .troubleReactionsFull:
            Wording(
                "el mensaje tiene tantas reacciones distintas como permite Discord; quien tenga «Gestionar mensajes» puede quitar una"
            )
        case .troubleStorage: Wording("mi base de datos no responde; quien me administra verá la causa en mi registro")
        case .troubleMembersHidden:
            Wording(
                "Discord no me muestra los miembros; quien me administra puede activar el Server Members Intent"
            )
        case .troubleVotingChannelHidden:
            Wording(
                "no veo el canal de sugerencias, cuyos miembros pueden votar; quien tenga «Gestionar canales» puede mostrármelo"
            )
        case .troubleNotTried: Wording("aún no se preguntó")
        case .troubleWasDown: Wording("no estuve en marcha durante más de un día")

        // MARK: Why a channel cannot be made
        case .whyServerFull:
            Wording(
                "el servidor tiene 500 canales, tantos como permite Discord; quien tenga «Gestionar canales» puede borrar algunos"
            )
        case .whyCategoryFull:
            Wording(
                "la categoría tiene 50 canales, tantos como permite Discord; quien tenga «Gestionar canales» puede mover o borrar algunos"
            )
        case .whyBannedWord: Wording("Discord no permite una palabra del nombre del canal")
        case .whyNoCategory:
            Wording(
                "no hay ninguna categoría llamada «{name}» que yo pueda ver; quien tenga «Gestionar canales» puede crearla o mostrármela"
            )
        case .whyNameTaken: Wording("{channel} ya tiene ese nombre")
        case .whyUnprovedChannel:
            Wording(
                "el tema de {channel} menciona este deseo, pero no se ve quién creó el canal; denme «Ver registro de auditoría», cambien el tema o concedan el deseo a mano"
            )

        // MARK: What a sync has met
        case .syncServerUnavailable: Wording("este servidor no está disponible para mí ahora mismo")
        case .syncUnderWay: Wording("todavía hay otro recuento en marcha; pregunta otra vez en un minuto")
        case .syncInterrupted: Wording("la conexión se interrumpió mientras tanto")
        case .syncChannelDeleted:
            Wording(
                "{name} ya no existe; si la próxima sincronización encuentra lo mismo, sus deseos terminan"
            )
        case .syncChannelUnreadable: Wording("Discord no me mostró {name}; preguntaré otra vez")
        case .syncMessagesUnreadable:
            Wording(
                "Discord envió mensajes de {name} cuyos votos no se pueden leer; la próxima sincronización los lee otra vez"
            )
        case .syncChannelUnknown:
            Wording(
                "se importaron deseos sin su channel_id, y no hay canal de sugerencias donde buscar; créenlo, o impórtenlos otra vez con ella"
            )
        case .syncNoSuggestionsChannel: Wording("no hay ningún canal llamado {name}")
        case .syncChannelIsNoText: Wording("{name} no es un canal de texto")
        case .syncImportedElsewhere:
            Wording(
                "se importaron deseos sin su channel_id y no están en {name}; impórtenlos otra vez con ella, o quítenlos con `{command}`"
            )
        case .syncMembersUnlisted: Wording("no se pudo listar a los miembros, así que no se crea ningún canal")
        case .syncUnknownCards:
            Wording(
                "mi base de datos no guarda ningún deseo de este servidor, pero {count} de los mensajes más nuevos son deseos; quien me administra puede restaurar una copia o importarlos de Discord"
            )

        // MARK: What the bot lacks in a server
        case .lackModeratorsChannel:
            Wording(
                "no hay ningún canal de texto llamado {name} que yo pueda ver, para lo que la moderación debe saber; créenlo, o corrijan el nombre en mi configuración"
            )
        case .lackRole: Wording("ningún rol se llama {name}; créenlo, o corrijan los roles en mi configuración")
        }
    }

    static func wording(_ word: CommandWord) -> CommandWording {
        switch word {
        case .wish: CommandWording("deseo", "Pedir un deseo, en el canal de sugerencias")
        case .wishVideo: CommandWording("video", "Pedir un video")
        case .wishVideoText: CommandWording("texto", "De qué trata")
        case .wishChannel: CommandWording("canal", "Pedir un canal: con suficientes votos, se crea")
        case .wishChannelName: CommandWording("nombre", "Cómo se llama")
        case .wishChannelPurpose: CommandWording("propósito", "Para qué es")
        case .wishOther: CommandWording("otro", "Pedir otra cosa")
        case .wishOtherText: CommandWording("texto", "Qué deseas")
        case .wishAnyway: CommandWording("igualmente", "Moderación: aunque alguien ya lo desee")
        case .wishPicture: CommandWording("imagen", "Una imagen para publicar con el deseo: PNG, JPEG, GIF o WebP")
        case .wishShow: CommandWording("mostrar", "Mostrar un deseo, haya sido de él lo que haya sido")
        case .top: CommandWording("favoritos", "Los favoritos, tal como Discord los cuenta ahora mismo")
        case .topKind: CommandWording("tipo", "Qué deseos")
        case .topCount: CommandWording("cantidad", "Cuántos por página; 10 si no lo dices")
        case .kindVideos: CommandWording("Videos")
        case .kindChannels: CommandWording("Canales")
        case .kindOther: CommandWording("Otros")
        case .manifestations: CommandWording("cumplidos", "Los deseos que se hicieron realidad, primero los más nuevos")
        case .manifestationsKind: CommandWording("tipo", "Qué deseos; todos si no lo dices")
        case .manifestationsCount: CommandWording("cantidad", "Cuántos por página; 10 si no lo dices")
        case .search: CommandWording("buscar", "Buscar deseos por sus palabras, en cualquier estado")
        case .searchWords: CommandWording("palabras", "Palabras o partes de palabras, en cualquier orden")
        case .stats: CommandWording("estadísticas", "Las últimas doce semanas: deseos, votos y lo que se hizo realidad")
        case .weeklySummary:
            CommandWording("resumen-semanal", "Publicar ahora el resumen de la semana en el canal de sugerencias")
        case .syncWishes: CommandWording("sincronizar", "Contar todo de nuevo y decir qué estaba mal")
        case .manifestWish: CommandWording("conceder-deseo", "Conceder un deseo a mano")
        case .manifestWishNotes: CommandWording("nota", "Qué decir al respecto")
        case .removeWish: CommandWording("quitar-deseo", "Quitar un deseo, con su mensaje")
        case .wishReference:
            CommandWording("deseo", "El enlace a su mensaje, la ID del mensaje o la ID de su pie")
        case .quorum: CommandWording("quorum", "Qué votos cuentan para un deseo de canal y cuántos faltan")
        case .setThresholdVotes: CommandWording("votos", "Un número de votos en lugar de una parte")
        case .setThreshold: CommandWording("umbral", "La parte de los miembros que necesita un deseo de canal")
        case .setThresholdShare:
            CommandWording("umbral", "De 0,10 a 1,00; sin él verás cuál vale ahora")
        case .setThresholdConfirm: CommandWording("confirmar", "Cambiarlo aunque se creen muchos canales a la vez")
        case .setThresholdReset: CommandWording("restablecer", "Volver al umbral de la configuración del bot")
        case .ownWishes: CommandWording("misdeseos", "Tus propios deseos en este servidor")
        case .withdraw: CommandWording("retirar", "Retirar un deseo tuyo")
        case .editWish: CommandWording("editardeseo", "Corregir un deseo tuyo mientras nadie más haya votado")
        case .editWishText: CommandWording("texto", "El texto nuevo; de un canal, su propósito")
        case .plan: CommandWording("planear", "Decir que un deseo se va a cumplir")
        case .done: CommandWording("hecho", "Decir que un deseo ya se cumplió")
        case .verdictNote: CommandWording("nota", "Qué decir de ello")
        case .decline: CommandWording("rechazar", "Rechazar un deseo, y por qué")
        case .declineReason: CommandWording("motivo", "Por qué no")
        case .removeWishReason: CommandWording("motivo", "Por qué; para el historial")
        case .menuGrant: CommandWording("Conceder deseo")
        case .menuDecline: CommandWording("Rechazar deseo")
        case .menuRemove: CommandWording("Eliminar deseo")
        case .config: CommandWording("ajustes", "Los ajustes de este servidor")
        case .configShow: CommandWording("ver", "Ver todos los ajustes y de dónde vienen")
        case .configSet: CommandWording("cambiar", "Cambiar un ajuste")
        case .configReset: CommandWording("restablecer", "Volver a la configuración del bot")
        case .configSetting: CommandWording("ajuste", "Qué ajuste")
        case .configValue: CommandWording("valor", "Su nuevo valor")
        case .help: CommandWording("ayuda-deseos", "Lo que puedes hacer")
        }
    }
}
